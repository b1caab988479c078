import { onAddresses } from './address';

/** Source: https://www.braze.com/docs/api/endpoints/email/post_remove_spam/ */
export const removeFromSpamList = onAddresses({
	name: 'Remove from Spam List',
	value: 'removeFromSpamList',
	action: 'Remove an email from the spam list',
	description:
		'Remove an address from the spam lists of Braze and of its email provider, so that it can get emails again',
	addressDescription: 'The email address of somebody who had marked an email as spam',
	permission: 'email.spam.remove',
	path: '/email/spam/remove',
});
