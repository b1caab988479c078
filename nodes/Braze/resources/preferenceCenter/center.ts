import type { INodeProperties } from 'n8n-workflow';

import { locator } from '../../fields/locators';
import { readId, readPathSegment } from '../../fields/text';
import type { PerItem } from '../../mapping/perItem';
import type { Parameters } from '../../runtime/parameters';

export const centerField: INodeProperties = locator({
	displayName: 'Preference Center',
	name: 'preferenceCenterId',
	search: 'searchPreferenceCenters',
	typed: 'ID',
	placeholder: 'e.g. 3bbc4555-8fa0-4c9b-a5c0-4505edf3e064',
	description: 'The preference center, by its API identifier',
});

/** Compiles the path of an item's preference center. */
export function compileCenter(parameters: Parameters): PerItem<string> {
	const id = parameters.perItem('preferenceCenterId');
	return (...item) => {
		const text = readId(id, 'Preference Center', item);
		const segment = readPathSegment(() => text, 'Preference Center', item);
		return `/preference_center/v1/${encodeURIComponent(segment)}`;
	};
}
