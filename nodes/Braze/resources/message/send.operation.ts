import { sendingMessages } from './operation';
import { NOW } from './sending';

/** Source: https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_messages/ */
export const send = sendingMessages(NOW, {
	name: 'Send',
	value: 'send',
	action: 'Send a message',
	description: 'Send an email, SMS, push, WhatsApp message or webhook without a campaign',
});
