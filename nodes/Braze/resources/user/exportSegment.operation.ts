import type { IDataObject } from 'n8n-workflow';

import { segmentField } from '../../fields/locators';
import { noticeField } from '../../fields/notice';
import { compileOptions, optionsField } from '../../fields/options';
import { readId, readOptionalText } from '../../fields/text';
import type { PerItem } from '../../mapping/perItem';
import { EXPORTED_FIELDS } from '../../model/attributes';
import { chosen } from '../../model/choice';
import { ItemError } from '../../model/itemError';
import { textOf } from '../../model/text';
import { individual } from '../../runtime/individualOperation';
import type { Parameters } from '../../runtime/parameters';
import { USUAL_FIELDS } from './get/getFields';

/** Names of custom attributes in a request. Source: the endpoint's page. */
const MOST_ATTRIBUTES = 500;

const FORMATS = ['zip', 'gzip'] as const;

const FIELDS = [...EXPORTED_FIELDS, 'created_from'].sort();

/**
 * Export Segment: Braze writes a file, which is there minutes or hours later.
 * Source: https://www.braze.com/docs/api/endpoints/export/user_data/post_users_segment/
 */
export const exportSegment = individual<IDataObject>({
	name: 'Export Segment',
	value: 'exportSegment',
	action: 'Export the users of a segment',
	description:
		'Start an export of all users of a segment to a file. Braze runs one export of a segment at a time.',
	properties: [
		noticeField(
			'exportNotice',
			'The export takes from minutes to hours. The URL in the output responds with 403 until the file is there, and stops working some 4 hours later; with cloud storage connected to Braze, the file goes there instead. To be told when it is ready, enter a Callback URL.',
		),
		{ ...segmentField, description: 'The segment whose users are exported' },
		{
			displayName: 'Fields to Export',
			name: 'fieldsToExport',
			type: 'multiOptions',
			options: FIELDS.map((value) => ({ name: value, value })),
			default: [...USUAL_FIELDS],
			description: 'The parts of each profile that are exported. The fewer, the faster.',
		},
		{
			displayName: 'Callback URL',
			name: 'callbackUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://n8n.example.com/webhook/…',
			description:
				'An address that Braze calls when the file is ready, such as the production URL of a Braze Trigger in another workflow. What stands after its question mark comes back as "query".',
		},
		optionsField([
			{
				displayName: 'Custom Attributes',
				name: 'customAttributes',
				type: 'string',
				default: '',
				placeholder: 'e.g. favorite_team, quiz_score',
				description:
					'Names of the only custom attributes that are exported, separated by commas or as a list. Empty: all, if custom_attributes is among the fields.',
			},
			{
				displayName: 'File Format',
				name: 'outputFormat',
				type: 'options',
				options: [
					{ name: 'GZIP', value: 'gzip', description: 'Only with cloud storage of your own' },
					{ name: 'ZIP', value: 'zip' },
				],
				default: 'zip',
				description: 'How the files are compressed',
			},
		]),
	],
	permission: 'users.export.segment',
	shared: true,
	retryAmbiguous: false,
	givesOutcomes: true,
	prepare: (parameters) => {
		const body = compileBody(parameters);
		return (...item) => {
			const subject = body(...item);
			return { subject, topic: JSON.stringify(subject) };
		};
	},
	perform: async (subjects, send) => {
		const [request] = subjects;
		const { body } = await send(
			{
				method: 'POST',
				path: '/users/export/segment',
				responseKey: 'object_prefix',
				body: request,
				whenBusy:
					'Braze is exporting this segment already, or 100 others. Try again when that is done, or use Cancel Export.',
			},
			false,
		);
		const { object_prefix, url } = (body ?? {}) as IDataObject;
		const outcome = {
			status: 'accepted',
			segment_id: request.segment_id,
			...(object_prefix !== undefined && { object_prefix }),
			...(typeof url === 'string' && { url }),
		};
		return subjects.map(() => [outcome]);
	},
});

function compileBody(parameters: Parameters): PerItem<IDataObject> {
	const segment = parameters.perItem('segmentId');
	const fields = parameters.perItem('fieldsToExport', 'Fields to Export');
	const callback = parameters.perItem('callbackUrl');
	const options = compileOptions(parameters);
	return (...item) => {
		const { customAttributes, outputFormat } = options(...item);
		const names = readNames(customAttributes);
		const format = chosen(outputFormat, FORMATS, 'File Format');
		const callback_endpoint = readOptionalText(callback, 'Callback URL', item);
		if (callback_endpoint !== undefined && !URL.canParse(callback_endpoint)) {
			throw new ItemError('Callback URL is not a web address.', { value: callback_endpoint });
		}
		return {
			segment_id: readId(segment, 'Segment', item),
			fields_to_export: readFields(fields(...item), names.length > 0),
			...(names.length > 0 && { custom_attributes_to_export: names }),
			...(callback_endpoint !== undefined && { callback_endpoint }),
			...(format !== 'zip' && { output_format: format }),
		};
	};
}

/** (With names of some custom attributes, `custom_attributes` would export all.) */
function readFields(given: unknown, hasNames: boolean): string[] {
	const fields = (Array.isArray(given) ? given.map(String) : []).filter(
		(field) => !hasNames || field !== 'custom_attributes',
	);
	if (fields.length === 0) throw new ItemError('Fields to Export: choose at least one.');
	return fields;
}

function readNames(given: unknown): string[] {
	const list = Array.isArray(given) ? (given as unknown[]) : textOf(given).split(',');
	const names = [...new Set(list.map((name) => String(name).trim()))].filter((name) => name !== '');
	if (names.length <= MOST_ATTRIBUTES) return names;
	throw new ItemError(
		`Custom Attributes has ${names.length} names, but Braze accepts only ${MOST_ATTRIBUTES}.`,
	);
}
