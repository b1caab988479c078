import { canvasField } from '../../fields/locators';
import { detailsOf } from '../details';

/** Source: https://www.braze.com/docs/api/endpoints/export/canvas/get_canvas_details/ */
export const get = detailsOf({
	noun: 'Canvas',
	one: 'a Canvas',
	field: canvasField,
	idField: 'canvas_id',
	path: '/canvas/details',
	permission: 'canvas.details',
	long: ['conversion_behaviors', 'steps', 'variants'],
	hasDraft: true,
});
