import { getManyAddresses } from './listed';

/** Source: https://www.braze.com/docs/api/endpoints/email/get_query_unsubscribed_email_addresses/ */
export const getManyUnsubscribes = getManyAddresses({
	name: 'Get Many Unsubscribes',
	value: 'getManyUnsubscribes',
	action: 'Get many unsubscribes',
	description: 'Retrieve the addresses that are unsubscribed from all emails, with the time',
	permission: 'email.unsubscribe',
	path: '/email/unsubscribes',
	happened: 'were unsubscribed',
	sortable: true,
});
