import type { IDataObject } from 'n8n-workflow';

import { compileOptions } from '../../fields/options';
import { optionsShownFor, shownFor } from '../../fields/shown';
import type { Item } from '../../mapping/perItem';
import type { Parameters } from '../../runtime/parameters';
import type { ReadMessages } from './messages';
import { compileId, compileText, given, optionText, optionUrl } from './texts';

const TEMPLATE = { show: { whatsAppType: ['template_message'] } };

/** Source: https://www.braze.com/docs/api/objects_filters/messaging/whats_app_object/ */
export const whatsAppFields = shownFor({ channel: ['whatsApp'] }, [
	{
		displayName: 'Message Type',
		name: 'whatsAppType',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Template',
				value: 'template_message',
				description: 'A template that WhatsApp has approved',
			},
			{
				name: 'Text Response',
				value: 'text_response_message',
				description: 'A text, to users who have written within 24 hours',
			},
		],
		default: 'template_message',
		description: 'What is sent. For other types, set Channel to Custom (JSON).',
	},
	{
		displayName: 'Template Name',
		name: 'whatsAppTemplate',
		type: 'string',
		displayOptions: TEMPLATE,
		default: '',
		required: true,
		placeholder: 'e.g. prize_won',
		description: 'The name of the template in WhatsApp',
	},
	{
		displayName: 'Template Language',
		name: 'whatsAppLanguage',
		type: 'string',
		displayOptions: TEMPLATE,
		default: 'en_US',
		required: true,
		placeholder: 'e.g. en_US',
		description: 'The code of the template’s language',
	},
	{
		displayName: 'Body Variables',
		name: 'whatsAppVariables',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		displayOptions: TEMPLATE,
		placeholder: 'Add Variable',
		default: {},
		description: 'The values of the variables in the template’s body, in their order',
		options: [
			{
				displayName: 'Variable',
				name: 'variable',
				values: [
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. {{ $json.prize_name }}',
						description: 'The text for the variable',
					},
				],
			},
		],
	},
	{
		displayName: 'Text',
		name: 'whatsAppText',
		type: 'string',
		typeOptions: { rows: 3 },
		displayOptions: { show: { whatsAppType: ['text_response_message'] } },
		default: '',
		required: true,
		placeholder: 'e.g. Thank you, {{${first_name}}}!',
		description: 'The text of the message',
	},
]);

export const whatsAppOptions = optionsShownFor({ channel: ['whatsApp'] }, [
	{
		displayName: 'Header Image URL',
		name: 'headerImage',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/prize.png',
		description: 'The image for a template that has an image as its header',
	},
	{
		displayName: 'Header Variable',
		name: 'headerVariable',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.first_name }}',
		description: 'The value of the variable in the template’s header',
	},
]);

/** Compiles {@link whatsAppFields}. */
export function compileWhatsAppMessage(parameters: Parameters): ReadMessages {
	const app = compileId(parameters, 'appId', 'App ID');
	const group = compileId(parameters, 'subscriptionGroupId', 'Subscription Group ID');
	const message_type = parameters.once<string>('whatsAppType');
	const message =
		message_type === 'template_message' ? compileTemplate(parameters) : compileResponse(parameters);
	return (...item) => ({
		whats_app: {
			app_id: app(...item),
			subscription_group_id: group(...item),
			message_type,
			message: message(...item),
		},
	});
}

function compileResponse(parameters: Parameters) {
	const text = compileText(parameters, 'whatsAppText', 'Text');
	return (...item: Item): IDataObject => ({ body: text(...item) });
}

function compileTemplate(parameters: Parameters) {
	const name = compileText(parameters, 'whatsAppTemplate', 'Template Name');
	const language = compileText(parameters, 'whatsAppLanguage', 'Template Language');
	const variables = parameters.perItem('whatsAppVariables', 'Body Variables:');
	const optionsOf = compileOptions(parameters);
	return (...item: Item): IDataObject => {
		const options = optionsOf(...item);
		const { variable = [] } = (variables(...item) ?? {}) as { variable?: IDataObject[] };
		const values = variable.map((row, index) => [
			String(index),
			optionText(row, 'value', `Body Variables, row ${index + 1}`, item) ?? '',
		]);
		const header = optionText(options, 'headerVariable', 'Header Variable', item);
		return given({
			template_name: name(...item),
			template_language_code: language(...item),
			// (Numbered from 0. Source: as above.)
			body_variables: values.length === 0 ? undefined : Object.fromEntries(values),
			header_variables: header === undefined ? undefined : { '0': header },
			header_media_uri: optionUrl(options, 'headerImage', 'Header Image URL', item),
		});
	};
}
