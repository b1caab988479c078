import type { IDataObject } from 'n8n-workflow';

import { compileOptions } from '../../fields/options';
import { optionsShownFor, shownFor } from '../../fields/shown';
import { readChoice } from '../../fields/text';
import { ItemError, named } from '../../model/itemError';
import { checkJsonValue } from '../../model/messageValues';
import { isUnset } from '../../model/nothing';
import { checkLetters, textOf } from '../../model/text';
import type { Parameters } from '../../runtime/parameters';
import type { ReadMessages } from './messages';
import { checkUrl, compileText, given } from './texts';

const METHODS = ['DELETE', 'GET', 'POST', 'PUT'] as const;

/** Source: https://www.braze.com/docs/api/objects_filters/messaging/webhook_object/ */
export const webhookFields = shownFor({ channel: ['webhook'] }, [
	{
		displayName: 'URL',
		name: 'webhookUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://example.com/hook',
		description: 'The address that Braze calls, once for each user',
	},
	{
		displayName: 'Method',
		name: 'webhookMethod',
		type: 'options',
		options: METHODS.map((value) => ({ name: value, value })),
		default: 'POST',
		description: 'The method of the request',
	},
	{
		displayName: 'Body',
		name: 'webhookBody',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. {"user": "{{${user_id}}}"}',
		description: 'The body of the request, as text. An object is written as JSON.',
	},
]);

export const webhookOptions = optionsShownFor({ channel: ['webhook'] }, [
	{
		displayName: 'Request Headers',
		name: 'webhookHeaders',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Header',
		default: {},
		description: 'Headers of the request. Braze recommends setting Content-Type.',
		options: [
			{
				displayName: 'Header',
				name: 'header',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. Content-Type',
						description: 'The name of the header',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. application/json',
						description: 'The value of the header',
					},
				],
			},
		],
	},
]);

/** Compiles {@link webhookFields}. */
export function compileWebhookMessage(parameters: Parameters): ReadMessages {
	const url = compileText(parameters, 'webhookUrl', 'URL');
	const method = parameters.perItem('webhookMethod');
	const body = parameters.perItem('webhookBody', 'Body');
	const optionsOf = compileOptions(parameters);
	return (...item) => {
		const webhook = given({
			url: checkUrl(url(...item), 'URL'),
			request_method: readChoice(method, 'Method', METHODS, item),
			request_headers: readHeaders(optionsOf(...item).webhookHeaders),
			body: bodyText(body(...item)),
		});
		return { webhook };
	};
}

function bodyText(body: unknown): string | undefined {
	if (isUnset(body)) return undefined;
	const checked = named('Body ', () => checkJsonValue(body));
	return typeof checked === 'string' ? checked : JSON.stringify(checked);
}

function readHeaders(given: unknown): IDataObject | undefined {
	const { header = [] } = (given ?? {}) as { header?: IDataObject[] };
	const headers = header.flatMap(({ name, value }, index) => {
		const row = `Request Headers, row ${index + 1}: `;
		const [key, text] = [
			textOf(name).trim(),
			named(`${row}Value `, () => checkLetters(textOf(value))),
		];
		if (key === '' && text === '') return [];
		if (/^[\w!#$%&'*+.^`|~-]+$/.test(key)) return [[key, text] as const];
		throw new ItemError(`${row}Name is no name of a header.`, { value: name });
	});
	return headers.length === 0 ? undefined : Object.fromEntries(headers);
}
