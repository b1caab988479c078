import type { IDataObject } from 'n8n-workflow';

import { campaignField } from '../../fields/locators';
import { optionsField } from '../../fields/options';
import { readId, readOptionalId } from '../../fields/text';
import type { Item, PerItem } from '../../mapping/perItem';
import { ItemError } from '../../model/itemError';
import { individual } from '../../runtime/individualOperation';
import { sendIdField } from '../triggering/triggerFields';

/** Source: https://www.braze.com/docs/api/identifier_types/, "Send identifier" */
const SEND_ID = /^[\x20-\x7e]{1,64}$/;

function readSendId(source: PerItem<unknown>, item: Item): string | undefined {
	const id = readOptionalId(source, 'Send ID', item);
	if (id === undefined || SEND_ID.test(id)) return id;
	throw new ItemError('Send ID can have only ASCII characters, 64 at most.', { value: id });
}

/**
 * Create Send ID: once for all items with the same campaign and ID.
 * Source: https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_create_send_ids/
 */
export const createSendId = individual<IDataObject>({
	name: 'Create Send ID',
	value: 'createSendId',
	action: 'Create a send ID for a campaign',
	description:
		'Create an ID under which Braze counts a send on its own. Braze allows 100 of these requests a day.',
	properties: [
		{ ...campaignField, description: 'The API campaign whose sends are counted' },
		{
			...sendIdField,
			description:
				'Your own ID. Empty: Braze makes one. Items with the same campaign and ID share one request.',
		},
		optionsField(),
	],
	permission: 'sends.id.create',
	shared: true,
	retryAmbiguous: false,
	givesOutcomes: true,
	prepare: (parameters) => {
		const campaign = parameters.perItem('campaignId');
		const sendId = parameters.perItem('sendId');
		return (...item) => {
			const send_id = readSendId(sendId, item);
			const campaign_id = readId(campaign, 'Campaign', item);
			const subject = { campaign_id, ...(send_id !== undefined && { send_id }) };
			return { subject, topic: JSON.stringify(subject) };
		};
	},
	perform: async (subjects, send) => {
		const [body] = subjects;
		const response = await send(
			{ method: 'POST', path: '/sends/id/create', responseKey: 'send_id', body },
			body.send_id !== undefined,
		);
		const { send_id = body.send_id } = (response.body ?? {}) as IDataObject;
		if (typeof send_id !== 'string') {
			return subjects.map(() => ({ problem: 'Braze returned no send ID.' }));
		}
		return subjects.map(() => [{ status: 'accepted', campaign_id: body.campaign_id, send_id }]);
	},
});
