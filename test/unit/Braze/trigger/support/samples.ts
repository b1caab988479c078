/**
 * What Braze's pages show of what it sends.
 * Sources: https://www.braze.com/docs/user_guide/data/distribution/braze_currents/event_glossary/message_engagement_events,
 * https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_transactional_message,
 * https://www.braze.com/docs/api/endpoints/export/user_data/post_users_segment
 */
export const click = {
	event_type: 'users.messages.email.Click',
	id: 'b3f0c6a2-1',
	time: 1767225600,
	user: { user_id: 'braze-1', external_user_id: 'u-1', timezone: 'Europe/London' },
	properties: {
		email_address: 'mia@example.com',
		url: 'https://example.com/prize',
		campaign_id: 'c-1',
		campaign_name: 'Prize',
		is_suspected_bot_click: false,
	},
};

export const sent = {
	dispatch_id: 'acf471119f7449d579e8089032003ded',
	status: 'sent',
	metadata: {
		received_at: '2020-08-31T18:58:41.000+00:00',
		sent_at: '2020-08-31T18:58:42.000+00:00',
		campaign_api_id: '417220e4-5a2a-b634-7f7d-9ec891532368',
		external_send_id: '34a2ceb3cf6184132f3d816e9984269a',
	},
};

export const exported = { success: true, url: 'https://example.com/export.zip' };

/** As the page offers it, filled in. */
export const written = {
	external_id: 'u-1',
	braze_id: 'braze-1',
	email: 'mia@example.com',
	dispatch_id: 'd-1',
	campaign_id: 'c-1',
	campaign_name: 'Prize',
	prize_name: 'Signed shirt',
};
