import { sendingMessages } from './operation';
import { LATER } from './sending';

/** Source: https://www.braze.com/docs/api/endpoints/messaging/schedule_messages/post_schedule_messages/ */
export const schedule = sendingMessages(LATER, {
	name: 'Schedule',
	value: 'schedule',
	action: 'Schedule a message',
	description: 'Send an email, SMS, push or webhook without a campaign, at a later time',
});
