import { type Assumption, fieldOf } from '../assumption.mts';

const TYPES = ['String', 'Number', 'Boolean', 'Time', 'Array', 'Object', 'Object Array'];

/** Whether all words in one field, on the first page of a list, are known. */
const words = (
	what: string,
	changes: string,
	[path, list, field]: [string, string, string],
	known: string[],
): Assumption => ({
	what,
	changes,
	writes: false,
	check: async ({ ask }) => {
		const entries = fieldOf(await ask('GET', path), list);
		const found = Array.isArray(entries) ? (entries as Array<Record<string, unknown>>) : [];
		const distinct = [...new Set(found.map((entry) => String(entry[field])))];
		return {
			holds: distinct.every((word) => known.includes(word)),
			seen: distinct.length > 0 ? distinct.join(', ') : 'an empty list',
		};
	},
});

/** What the workspace's own lists say. */
export const LISTS: Assumption[] = [
	words(
		'The types of custom attributes have the names that are known',
		'Check Against Workspace: names of types.',
		['/custom_attributes', 'attributes', 'data_type'],
		TYPES,
	),
	words(
		'The status of a custom attribute that is no longer processed is not "Active"',
		'Check Against Workspace: the words for blocklisted and trashed ones.',
		['/custom_attributes', 'attributes', 'status'],
		['Active', 'Blocklisted', 'Trashed'],
	),
	words(
		'The status of an event that is no longer processed is not "Active"',
		'Check Against Workspace: the words for blocklisted and trashed ones.',
		['/events', 'events', 'status'],
		['Active', 'Blocklisted', 'Trashed'],
	),
];
