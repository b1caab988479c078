import { compileOptions } from '../../fields/options';
import { optionsShownFor, shownFor } from '../../fields/shown';
import { readEmail } from '../../model/email';
import { ItemError } from '../../model/itemError';
import type { Parameters } from '../../runtime/parameters';
import { attachmentsField, readAttachments } from '../triggering/attachments';
import type { ReadMessages } from './messages';
import { compileId, compileText, given, optionSwitch, optionText } from './texts';

const IN_HTML = { show: { emailContent: ['html'] } };

/** Source: https://www.braze.com/docs/api/objects_filters/messaging/email_object/ */
export const emailFields = shownFor({ channel: ['email'] }, [
	{
		displayName: 'From',
		name: 'from',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Prizes <prizes@example.com>',
		description: 'Who sends it: a name, and an address of a sending domain of your workspace',
	},
	{
		displayName: 'Content',
		name: 'emailContent',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'HTML', value: 'html', description: 'Write the email here' },
			{
				name: 'Template',
				value: 'template',
				description: 'Use an email template of your workspace, with its subject',
			},
		],
		default: 'html',
		description: 'Where the email comes from',
	},
	{
		displayName: 'Subject',
		name: 'subject',
		type: 'string',
		displayOptions: IN_HTML,
		default: '',
		required: true,
		placeholder: 'e.g. You have won',
		description: 'The subject of the email',
	},
	{
		displayName: 'HTML',
		name: 'html',
		type: 'string',
		typeOptions: { rows: 6 },
		displayOptions: IN_HTML,
		default: '',
		required: true,
		placeholder: 'e.g. <p>Hi {{${first_name}}}</p>',
		description: 'The body of the email in HTML. Braze makes the plain text of it.',
	},
	{
		displayName: 'Template ID',
		name: 'emailTemplateId',
		type: 'string',
		displayOptions: { show: { emailContent: ['template'] } },
		default: '',
		required: true,
		placeholder: 'e.g. 3bbc4555-8fa0-4c9b-a5c0-4505edf3e064',
		description: 'The ID at the bottom of a template that was made with the HTML editor',
	},
]);

export const emailOptions = optionsShownFor({ channel: ['email'] }, [
	attachmentsField,
	{
		displayName: 'BCC',
		name: 'bcc',
		type: 'string',
		default: '',
		placeholder: 'e.g. archive@example.com',
		description: 'One of the BCC addresses in the email settings of your workspace',
	},
	{
		displayName: 'Inline CSS',
		name: 'inlineCss',
		type: 'boolean',
		default: true,
		description: 'Whether Braze puts the CSS into the elements; if not set, as in your workspace',
	},
	{
		displayName: 'Preheader',
		name: 'preheader',
		type: 'string',
		default: '',
		placeholder: 'e.g. Your prize is on its way',
		description: 'What mail programs show after the subject',
	},
	{
		displayName: 'Reply To',
		name: 'replyTo',
		type: 'string',
		default: '',
		placeholder: 'e.g. help@example.com',
		description: 'The address that replies go to, or NO_REPLY_TO for none',
	},
]);

/** Braze's value for an email without a reply-to address. Source: as above. */
const NO_REPLY = 'NO_REPLY_TO';

/** Compiles {@link emailFields}. */
export function compileEmailMessage(parameters: Parameters): ReadMessages {
	const app = compileId(parameters, 'appId', 'App ID');
	const from = compileText(parameters, 'from', 'From');
	const isTemplate = parameters.once<string>('emailContent') === 'template';
	const template = compileId(parameters, 'emailTemplateId', 'Template ID');
	const subject = compileText(parameters, 'subject', 'Subject');
	const html = compileText(parameters, 'html', 'HTML');
	const optionsOf = compileOptions(parameters);
	return (...item) => {
		const options = optionsOf(...item);
		const replyTo = optionText(options, 'replyTo', 'Reply To', item);
		const bcc = optionText(options, 'bcc', 'BCC', item);
		const email = given({
			app_id: app(...item),
			from: checkSender(from(...item)),
			...(isTemplate
				? { email_template_id: template(...item) }
				: { subject: subject(...item), body: html(...item) }),
			reply_to: replyTo === NO_REPLY ? replyTo : replyTo && checkAddress(replyTo, 'Reply To'),
			bcc: bcc && checkAddress(bcc, 'BCC'),
			preheader: optionText(options, 'preheader', 'Preheader', item),
			should_inline_css: optionSwitch(options, 'inlineCss', 'Inline CSS'),
			attachments: readAttachments(options.attachments),
		});
		return { email };
	};
}

/** Checks a name and address, or just an address. Text with Liquid is left for Braze to check. */
function checkSender(from: string): string {
	const address = /<([^<>]*)>$/.exec(from)?.[1] ?? from;
	checkAddress(address, 'From');
	return from;
}

function checkAddress(address: string, label: string): string {
	if (/\{[{%]/.test(address)) return address;
	const read = readEmail(address);
	if ('problem' in read) throw new ItemError(`${label} ${read.problem}`, { value: address });
	return address;
}
