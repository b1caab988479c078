import { noticeField } from '../../fields/notice';
import { onAddresses } from './address';

/** Source: https://www.braze.com/docs/api/endpoints/email/post_blocklist/ */
export const addToBlocklist = onAddresses({
	name: 'Add to Blocklist',
	value: 'addToBlocklist',
	action: 'Add an email to the blocklist',
	description: 'Unsubscribe an address from all emails, and mark it as hard bounced',
	addressDescription: 'The email address to block, for every user who has it',
	notice: noticeField(
		'blocklistNotice',
		'Braze unsubscribes the address and marks it as hard bounced. To only unsubscribe it, use Update State.',
	),
	permission: 'email.blacklist',
	path: '/email/blocklist',
});
