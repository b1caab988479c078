import { sendingLater, type SendMode } from '../triggering/kinds';

/** The endpoints that create and change scheduled messages. */
export const SCHEDULES = {
	one: 'a message',
	path: '/messages/schedule',
	permission: 'messages.schedule',
};

/** Source: https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_messages/ */
export const NOW: SendMode = {
	path: '/messages/send',
	permission: 'messages.send',
	isScheduled: false,
	verb: 'send',
	done: 'sent',
};

/** Source: https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/post_schedule_messages/ */
export const LATER = sendingLater({ schedules: SCHEDULES });
