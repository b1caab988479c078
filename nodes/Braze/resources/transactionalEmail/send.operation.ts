import type { IDataObject } from 'n8n-workflow';

import { cut } from '../../api/message';
import { contactOptions } from '../../fields/contactOptions';
import { campaignField } from '../../fields/locators';
import { compileAttributes, readMapped } from '../../fields/mapped';
import { optionsField } from '../../fields/options';
import { readId, readOptionalText } from '../../fields/text';
import { compileUser, type UserChoice, userFields } from '../../fields/user';
import { compileComposed } from '../../mapping/composed';
import type { Item } from '../../mapping/perItem';
import { checkIdText } from '../../model/idText';
import { withoutInvisible } from '../../model/invisible';
import { ItemError, named, Problems } from '../../model/itemError';
import { leftOutOf } from '../../model/leftOut';
import { entryOf } from '../../model/maps';
import { checkMessageProperties } from '../../model/messageValues';
import { toBraze, toRecipient, type User } from '../../model/user';
import { individual } from '../../runtime/individualOperation';
import { remarksOnUsers } from '../../runtime/userNotes';

const WHO: UserChoice = { kinds: ['userAlias', 'externalId'] };

/** Source: the endpoint's page, `external_send_id` */
const SEND_ID = /^[a-zA-Z0-9\-_+/=]+$/;

interface Email {
	campaign: string;
	body: IDataObject;
	user: User;
	/** Whether sending the request twice still results in one email. */
	idempotent: boolean;
	/** What was left out of it, and whether an earlier item has the same ID. */
	warnings: readonly string[];
}

/** Statuses of an email that is never delivered. Source: the endpoint's page, "Postback status" */
const UNSENT = new Set<unknown>(['aborted', 'bounced']);

/** Why an email is not sent although Braze took the request; undefined if it is. */
function problemOf(status: unknown, metadata: unknown): string | undefined {
	if (!UNSENT.has(status)) return undefined;
	const { reason } = (metadata ?? {}) as IDataObject;
	const why = typeof reason === 'string' && reason !== '' ? `: ${cut(reason)}` : '';
	return `Braze did not send the email (status ${String(status)}${why}).`;
}

/** An ID with a missing part could be the same for several emails, and Braze would send only one of them. */
function readSendId(given: unknown, item: Item): string | undefined {
	const text = readOptionalText(() => given, 'External Send ID', item);
	const id = text === undefined ? undefined : withoutInvisible(text);
	if (id === undefined) return undefined;
	checkIdText(id, 'External Send ID');
	if (SEND_ID.test(id)) return id;
	throw new ItemError(
		'External Send ID can contain only letters, digits and the characters - _ + / =.',
		{ value: id },
	);
}

function repeated(first: number): string {
	return `External Send ID is that of item ${first} as well, so Braze sends no second email.`;
}

/**
 * Send: one transactional email, e.g. about a prize.
 * Source: https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_transactional_message/
 */
export const send = individual<Email>({
	name: 'Send',
	value: 'send',
	action: 'Send a transactional email',
	description:
		'Send an email from a transactional campaign to the user of each item, in Braze’s template',
	properties: [
		{ ...campaignField, description: 'The transactional email campaign to send' },
		...userFields(WHO),
		{
			displayName: 'Trigger Properties',
			name: 'triggerProperties',
			type: 'assignmentCollection',
			default: {},
			description:
				'Values for the email. Drag fields here from the input. In the template, use {{api_trigger_properties.${prize_name}}}.',
		},
		{
			displayName: 'Attributes',
			name: 'attributes',
			type: 'assignmentCollection',
			default: {},
			description:
				'Attributes to set on the user’s profile before the email is created. With an unknown external ID, they create the user.',
		},
		{
			displayName: 'External Send ID',
			name: 'externalSendId',
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.prize_recipient_id }}',
			description:
				'Your own ID for this email. For 24 hours, Braze does not send another email with the same ID, so it is safe to run the workflow twice.',
		},
		optionsField(contactOptions, 'message'),
	],
	permission: 'transactional.send',
	retryAmbiguous: false,
	givesOutcomes: true,
	prepare: (parameters) => {
		const campaign = parameters.perItem('campaignId');
		const user = compileUser(parameters, WHO);
		const properties = parameters.mapping('triggerProperties', 'Trigger Properties');
		const attributes = compileAttributes(parameters);
		const sendId = compileComposed(parameters.raw('externalSendId'), parameters.engine);
		const firstWith = new Map<string, number>();
		return (...item) => {
			const external_send_id = readSendId(
				named('External Send ID ', () => sendId(...item)),
				item,
			);
			const found = user(...item);
			const problems = new Problems();
			const set = attributes(item, problems);
			const given = readMapped(properties, item);
			const trigger_properties =
				given && checkMessageProperties(given, 'Trigger Properties', problems);
			const body = {
				...(external_send_id !== undefined && { external_send_id }),
				...(trigger_properties !== undefined && { trigger_properties }),
				recipient: { ...toRecipient(found), ...(set !== undefined && { attributes: set }) },
			};
			const first =
				external_send_id === undefined
					? item[1]
					: entryOf(firstWith, external_send_id, () => item[1]);
			const subject = {
				campaign: readId(campaign, 'Campaign', item),
				body,
				user: found,
				idempotent: external_send_id !== undefined,
				warnings: [
					...leftOutOf(problems),
					...problems.remarks,
					...remarksOnUsers({ user: toBraze(found) }),
				]
					.map(({ message }) => message)
					.concat(first === item[1] ? [] : [repeated(first)]),
			};
			return { subject };
		};
	},
	perform: async ([{ campaign, body, user, idempotent, warnings }], send) => {
		const response = await send(
			{
				method: 'POST',
				path: `/transactional/v1/campaigns/${encodeURIComponent(campaign)}/send`,
				responseKey: 'dispatch_id',
				body,
			},
			idempotent,
		);
		const { dispatch_id, status, metadata } = (response.body ?? {}) as IDataObject;
		const problem = problemOf(status, metadata);
		if (problem !== undefined) return [{ problem }];
		const about = { user: toBraze(user), campaign_id: campaign };
		const given = { dispatch_id, email_status: status, metadata };
		return [
			[
				{
					status: 'accepted',
					...about,
					...given,
					...(warnings.length > 0 && { warnings: [...warnings] }),
				},
			],
		];
	},
});
