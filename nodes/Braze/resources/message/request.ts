import type { IDataObject } from 'n8n-workflow';

import { compileOptions } from '../../fields/options';
import { readChoice, readOptionalId } from '../../fields/text';
import type { PerItem } from '../../mapping/perItem';
import { readBoolean } from '../../model/boolean';
import { ItemError } from '../../model/itemError';
import type { Parameters } from '../../runtime/parameters';
import { compileSchedule } from '../scheduling/schedule';
import type { SendMode } from '../triggering/kinds';
import { compileMessages } from './channels';
import type { Messages } from './messages';
import { given } from './texts';

const STATES = ['subscribed', 'opted_in', 'all'] as const;

/**
 * Compiles an item's request, apart from its recipients.
 *
 * @returns a function of the item that throws ItemError for anything that Braze would refuse
 */
export function compileRequest(
	parameters: Parameters,
	{ isScheduled }: SendMode,
): PerItem<IDataObject> {
	const messages = compileMessages(parameters);
	const schedule = isScheduled ? compileSchedule(parameters) : undefined;
	const optionsOf = compileOptions(parameters);
	const capping = isScheduled ? 'override_messaging_limits' : 'override_frequency_capping';
	return (...item) => {
		const options = optionsOf(...item);
		const id = (name: string, label: string) => readOptionalId(() => options[name], label, item);
		const campaign = id('apiCampaignId', 'Campaign ID');
		const send_id = id('sendId', 'Send ID');
		if (send_id !== undefined && campaign === undefined) {
			throw new ItemError('Send ID needs the option Campaign ID as well.');
		}
		const ignores = readBoolean(options.ignoreFrequencyCapping, 'Ignore Frequency Capping', false);
		const variation = id('messageVariationId', 'Message Variation ID');
		const { recipientState } = options;
		return given({
			campaign_id: campaign,
			send_id,
			[capping]: ignores || undefined,
			recipient_subscription_state:
				recipientState === undefined || recipientState === ''
					? undefined
					: readChoice(() => recipientState, 'Subscription State', STATES, item),
			schedule: schedule?.(...item),
			messages: withVariation(messages(...item), campaign, variation),
		});
	};
}

/** Under a campaign, each message has to name the variation that it is counted for. */
function withVariation(
	messages: Messages,
	campaign: string | undefined,
	variation: string | undefined,
): Messages {
	const kinds = Object.keys(messages);
	if (campaign === undefined) {
		if (variation === undefined) return messages;
		throw new ItemError('Message Variation ID needs the option Campaign ID as well.');
	}
	const unnamed = kinds.filter((kind) => messages[kind].message_variation_id === undefined);
	if (unnamed.length === 0) return messages;
	if (unnamed.length > 1) {
		throw new ItemError(
			`Campaign ID: each of the messages (${unnamed.join(', ')}) needs a variation of its own. Send one of them, or set Channel to Custom (JSON) and give each its message_variation_id.`,
		);
	}
	if (variation === undefined) {
		throw new ItemError('Campaign ID needs the option Message Variation ID as well.');
	}
	const [kind] = unnamed;
	return { ...messages, [kind]: { ...messages[kind], message_variation_id: variation } };
}
