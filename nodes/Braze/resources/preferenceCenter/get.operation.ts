import { optionsField } from '../../fields/options';
import { hasKeys } from '../../model/objects';
import { individual } from '../../runtime/individualOperation';
import { withoutMessage } from '../details';
import { centerField, compileCenter } from './center';

/** Source: https://www.braze.com/docs/api/endpoints/preference_center/get_view_details_preference_center/ */
export const get = individual<string>({
	name: 'Get',
	value: 'get',
	action: 'Get a preference center',
	description: 'Get the pages, the state and the options of a preference center',
	properties: [centerField, optionsField()],
	permission: 'preference_center.get',
	prepare: (parameters) => {
		const path = compileCenter(parameters);
		return (...item) => ({ subject: path(...item) });
	},
	perform: async ([path], send) => {
		const { body } = await send({
			method: 'GET',
			path,
			responseKey: 'preference_center_api_id',
			mayBeMissing: true,
		});
		const center = withoutMessage(body);
		if (hasKeys(center)) return [[center]];
		return [{ problem: 'Braze returned no preference center.' }];
	},
});
