import { getManyAddresses } from './listed';

/** Source: https://www.braze.com/docs/api/endpoints/email/get_list_hard_bounces/ */
export const getManyHardBounces = getManyAddresses({
	name: 'Get Many Hard Bounces',
	value: 'getManyHardBounces',
	action: 'Get many hard bounces',
	description: 'Retrieve the addresses that emails could not be delivered to, with the time',
	permission: 'email.hard_bounces',
	path: '/email/hard_bounces',
	happened: 'bounced',
});
