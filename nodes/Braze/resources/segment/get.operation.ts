import { segmentField } from '../../fields/locators';
import { detailsOf } from '../details';

/** Source: https://www.braze.com/docs/api/endpoints/export/segments/get_segment_details/ */
export const get = detailsOf({
	noun: 'segment',
	one: 'a segment',
	field: segmentField,
	idField: 'segment_id',
	path: '/segments/details',
	permission: 'segments.details',
	long: [],
	hasDraft: false,
});
