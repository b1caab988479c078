import { runBatched } from '../../runtime/batchedOperation';
import { runQuery } from '../../runtime/queryOperation';
import { withInputFieldsChoice } from '../../runtime/inputFields';
import type { Operation } from '../../runtime/operation';
import { triggerBroadcast } from './broadcast';
import { type SendTo, triggerFields } from './fields';
import type { Triggered } from './kinds';
import { triggerForRecipients } from './recipients';

/** Trigger: sends a campaign, or lets users into a Canvas. */
export function triggerOf(kind: Triggered): Operation {
	const article = kind.name === 'Canvas' ? 'a Canvas' : 'a campaign';
	const forRecipients = triggerForRecipients(kind);
	return {
		name: 'Trigger',
		value: 'trigger',
		action: `Trigger ${article}`,
		description: `Send ${article} to the user of each item, with values from the item`,
		properties: withInputFieldsChoice(triggerFields(kind)),
		execute: async (context) => {
			const sendTo = context.getNodeParameter('sendTo', 0, 'recipients') as SendTo;
			return sendTo === 'recipients'
				? await runBatched(context, forRecipients)
				: await runQuery(context, triggerBroadcast(kind, sendTo));
		},
	};
}
