import type { IDataObject } from 'n8n-workflow';

import { compileExternalId, externalIdField } from '../../fields/identity';
import { optionsField } from '../../fields/options';
import { readPathSegment } from '../../fields/text';
import { individual } from '../../runtime/individualOperation';
import { withInputFieldsChoice } from '../../runtime/inputFields';
import { centerField, compileCenter } from './center';

interface UrlQuery {
	path: string;
	externalId: string;
}

/**
 * Get URL for User: each user has their own URL.
 * Source: https://www.braze.com/docs/api/endpoints/preference_center/get_create_url_preference_center/
 */
export const getUrl = individual<UrlQuery>({
	name: 'Get URL for User',
	value: 'getUrl',
	action: 'Get the preference center URL of a user',
	description:
		'Get the address at which a user changes their preferences. It is the user’s own, so give it to nobody else.',
	properties: withInputFieldsChoice([
		{
			...centerField,
			description:
				'The preference center, by its API identifier. Braze has URLs only for those made with the drag-and-drop editor or by API.',
		},
		externalIdField,
		optionsField(),
	]),
	permission: 'preference_center.user.get',
	prepare: (parameters) => {
		const path = compileCenter(parameters);
		const externalId = compileExternalId(parameters);
		return (...item) => {
			const id = externalId(...item);
			const segment = readPathSegment(() => id, 'External ID', item);
			return { subject: { path: path(...item), externalId: segment } };
		};
	},
	perform: async ([{ path, externalId }], send) => {
		const { body } = await send({
			method: 'GET',
			path: `${path}/url/${encodeURIComponent(externalId)}`,
			responseKey: 'preference_center_url',
			mayBeMissing: true,
		});
		const { preference_center_url } = (body ?? {}) as IDataObject;
		if (typeof preference_center_url !== 'string') return [{ problem: 'Braze returned no URL.' }];
		return [[{ user: { external_id: externalId }, preference_center_url }]];
	},
});
