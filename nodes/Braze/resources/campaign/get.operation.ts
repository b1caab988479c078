import { campaignField } from '../../fields/locators';
import { detailsOf } from '../details';

/** Source: https://www.braze.com/docs/api/endpoints/export/campaigns/get_campaign_details/ */
export const get = detailsOf({
	noun: 'campaign',
	one: 'a campaign',
	field: campaignField,
	idField: 'campaign_id',
	path: '/campaigns/details',
	permission: 'campaigns.details',
	long: ['conversion_behaviors', 'messages'],
	hasDraft: true,
});
