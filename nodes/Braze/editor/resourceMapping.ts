import type { FieldType, ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import type { Client } from '../api/client';
import { CUSTOM_ATTRIBUTES, readCursorPages } from '../api/cursorPages';
import { SETTABLE_ATTRIBUTES } from '../model/attributes';
import { figure } from '../model/wording';
import { createEditorClient } from '../runtime/client';

/** An attribute as /custom_attributes returns it. */
interface CustomAttribute {
	name: string;
	data_type?: string;
	status?: string;
}

interface Read {
	attributes: CustomAttribute[];
	/** Why some are missing. */
	notice?: string;
}

/** Attributes that the mapper shows from the start; others can be added. */
const FIRST_SHOWN = ['email', 'first_name', 'last_name', 'phone'];

/** Standard attributes that forms often ask for: they come first, before custom attributes. */
const COMMON: readonly string[] = [
	...FIRST_SHOWN,
	'dob',
	'gender',
	'country',
	'home_city',
	'language',
	'time_zone',
	'email_subscribe',
	'push_subscribe',
];

/** The ID of the notice among the attributes. Braze accepts no attribute name that starts like this. */
export const NOTICE = '$notice';

/** How many pages of 50 attributes to read: the endpoint allows 1,000 requests an hour. */
const MOST_PAGES = 40;

/**
 * n8n's types for Braze's. Any other type is left open, so that values are not converted.
 * Source: https://www.braze.com/docs/api/endpoints/export/custom_attributes/get_custom_attributes/
 */
function fieldType(dataType: string | undefined): FieldType | undefined {
	const name = (dataType ?? '').toLowerCase();
	if (name.startsWith('array') || name.startsWith('object array')) return 'array';
	if (name.startsWith('number')) return 'number';
	if (name.startsWith('boolean')) return 'boolean';
	if (name.startsWith('string')) return 'string';
	if (name.startsWith('date') || name.startsWith('time')) return 'dateTime';
	if (name.startsWith('object')) return 'object';
	return undefined;
}

async function getAttributes(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const { attributes, notice } = await readCustomAttributes(this);
	const base = { required: false, defaultMatch: false, display: true };
	const standard = [...SETTABLE_ATTRIBUTES].map(([name, { displayName, type }]) => ({
		...base,
		id: name,
		displayName,
		type,
		removed: !FIRST_SHOWN.includes(name),
	}));
	const common = COMMON.flatMap((name) => standard.filter(({ id }) => id === name));
	const rare = standard.filter(({ id }) => !COMMON.includes(id));
	const custom = attributes
		.filter(({ name }) => !SETTABLE_ATTRIBUTES.has(name))
		.map(({ name, data_type }) => ({
			...base,
			id: name,
			displayName: name,
			type: fieldType(data_type),
			removed: true,
		}));
	return { fields: [...noticeField(notice), ...common, ...custom, ...rare] };
}

/**
 * A notice above the fields that says why custom attributes are missing. (n8n shows `emptyFieldsNotice`
 * only if there are no fields at all.) It cannot be filled in, and the node ignores it.
 */
function noticeField(notice: string | undefined): ResourceMapperFields['fields'] {
	if (notice === undefined) return [];
	const shown = { required: false, defaultMatch: false, display: true, removed: false };
	return [
		{
			...shown,
			id: NOTICE,
			displayName: 'Your own attributes are not all listed',
			defaultValue: notice,
			type: 'string',
			readOnly: true,
		},
	];
}

/** Without the permission, the standard attributes are still useful, so a refusal is not an error. */
async function readCustomAttributes(context: ILoadOptionsFunctions): Promise<Read> {
	try {
		return await readFrom(await createEditorClient(context));
	} catch (error) {
		return { attributes: [], notice: notLoaded((error as Error).message) };
	}
}

async function readFrom(client: Client): Promise<Read> {
	const { entries, refusal, hasMore } = await readCursorPages(
		CUSTOM_ATTRIBUTES,
		MOST_PAGES,
		client,
	);
	const attributes = (entries as unknown as CustomAttribute[]).filter(
		({ status }) => status === undefined || status === 'Active',
	);
	if (refusal !== undefined) return { attributes, notice: notLoaded(refusal) };
	if (!hasMore) return { attributes };
	const read = figure(attributes.length);
	return {
		attributes,
		notice: `Only ${read} of your workspace’s own attributes are listed; it has more. To map another one, set Attributes Mode to "Drag and Drop" or "JSON".`,
	};
}

function notLoaded(why: string): string {
	return `Your workspace’s own attributes could not be loaded: ${why}`;
}

/** The columns of Track User's resource mapper. */
export const resourceMapping = { getAttributes };
