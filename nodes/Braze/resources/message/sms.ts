import type { INodeProperties } from 'n8n-workflow';

import { compileOptions } from '../../fields/options';
import { optionsShownFor, shownFor } from '../../fields/shown';
import { groupField } from '../../fields/subscriptionGroup';
import type { Parameters } from '../../runtime/parameters';
import type { ReadMessages } from './messages';
import { compileId, compileText, given, optionSwitch, optionUrl } from './texts';

export const groupIdField: INodeProperties = {
	...groupField,
	displayOptions: { show: { channel: ['sms', 'whatsApp'] } },
	description:
		'The ID of the subscription group that it is sent from. Find it in Braze under Audience > Subscription Group Management.',
};

/** Source: https://www.braze.com/docs/api/objects_filters/messaging/sms_object/ */
export const smsFields = shownFor({ channel: ['sms'] }, [
	{
		displayName: 'Text',
		name: 'smsText',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		required: true,
		placeholder: 'e.g. Hi {{${first_name}}}, you have won!',
		description: 'The text of the SMS',
	},
]);

export const smsOptions = optionsShownFor({ channel: ['sms'] }, [
	{
		displayName: 'Image URL',
		name: 'mediaUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/prize.png',
		description: 'An image to send with the text, as MMS',
	},
	{
		displayName: 'Shorten Links',
		name: 'shortenLinks',
		type: 'boolean',
		default: true,
		description: 'Whether Braze shortens the links in the text, and counts clicks on them',
	},
]);

/** Compiles {@link smsFields}. */
export function compileSmsMessage(parameters: Parameters): ReadMessages {
	const app = compileId(parameters, 'appId', 'App ID');
	const group = compileId(parameters, 'subscriptionGroupId', 'Subscription Group ID');
	const text = compileText(parameters, 'smsText', 'Text');
	const optionsOf = compileOptions(parameters);
	return (...item) => {
		const options = optionsOf(...item);
		const image = optionUrl(options, 'mediaUrl', 'Image URL', item);
		const sms = given({
			app_id: app(...item),
			subscription_group_id: group(...item),
			body: text(...item),
			media_items: image === undefined ? undefined : [image],
			link_shortening_enabled: optionSwitch(options, 'shortenLinks', 'Shorten Links'),
		});
		return { sms };
	};
}
