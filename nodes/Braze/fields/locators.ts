import type { INodeProperties } from 'n8n-workflow';

import type { listSearch } from '../editor/listSearch';

interface Picked {
	displayName: string;
	name: string;
	search: keyof typeof listSearch;
	/** What to type if it is not picked from the list. */
	typed: 'ID' | 'Name';
	placeholder: string;
	description: string;
	/** What the empty field says, if not the field's name in lower case. */
	noun?: string;
}

/** What the empty field says. */
export const chooseOne = (noun: string): string =>
	`Choose ${/^(?:a|e|i|o)/i.test(noun) ? 'an' : 'a'} ${noun} …`;

/** A field to pick something from a list of the workspace, or to type its ID or name. */
export function locator(picked: Picked): INodeProperties {
	const { displayName, name, search, typed, placeholder, description } = picked;
	const noun = picked.noun ?? displayName.toLowerCase();
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: chooseOne(noun),
				typeOptions: { searchListMethod: search, searchable: true },
			},
			{
				displayName: `By ${typed}`,
				name: typed.toLowerCase(),
				type: 'string',
				placeholder,
			},
		],
		description,
	};
}

/** A {@link locator} with a hint that n8n shows only while *From List* is chosen. */
export const withListHint = (field: INodeProperties, hint: string): INodeProperties => ({
	...field,
	modes: field.modes?.map((mode) => (mode.name === 'list' ? { ...mode, hint } : mode)),
});

const EXAMPLE_ID = 'e.g. 3bbc4555-8fa0-4c9b-a5c0-4505edf3e064';

/** Source: https://www.braze.com/docs/api/identifier_types/ */
export const campaignField: INodeProperties = locator({
	displayName: 'Campaign',
	name: 'campaignId',
	search: 'searchCampaigns',
	typed: 'ID',
	placeholder: EXAMPLE_ID,
	description:
		'The API-triggered campaign to send (a transactional email campaign belongs to Transactional Email > Send). Braze shows its ID at the bottom of the campaign’s page.',
});

export const canvasField: INodeProperties = locator({
	displayName: 'Canvas',
	name: 'canvasId',
	search: 'searchCanvases',
	noun: 'Canvas',
	typed: 'ID',
	placeholder: EXAMPLE_ID,
	description: 'The API-triggered Canvas to enter. Braze shows its ID in the Canvas’s settings.',
});

export const catalogField: INodeProperties = locator({
	displayName: 'Catalog',
	name: 'catalogName',
	search: 'searchCatalogs',
	typed: 'Name',
	placeholder: 'e.g. prizes',
	description: 'The catalog that holds the items',
});

export const segmentField: INodeProperties = locator({
	displayName: 'Segment',
	name: 'segmentId',
	search: 'searchSegments',
	typed: 'ID',
	placeholder: EXAMPLE_ID,
	description: 'The segment of users. Braze shows its ID on the segment’s page.',
});
