import { onAddresses } from './address';

/** Source: https://www.braze.com/docs/api/endpoints/email/post_remove_hard_bounces/ */
export const removeHardBounce = onAddresses({
	name: 'Remove Hard Bounce',
	value: 'removeHardBounce',
	action: 'Remove the hard bounce of an email',
	description:
		'Remove an address from the hard bounces of Braze and of its email provider, so that it can get emails again',
	addressDescription: 'The email address that is valid again',
	permission: 'email.bounce.remove',
	path: '/email/bounce/remove',
});
