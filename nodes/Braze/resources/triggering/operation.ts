import { runBatched } from '../../runtime/batchedOperation';
import { runIndividually } from '../../runtime/individualOperation';
import { withInputFieldsChoice } from '../../runtime/inputFields';
import type { Operation, OperationDescription } from '../../runtime/operation';
import { triggerBroadcast } from './broadcast';
import { sendingLater, sendingNow, type SendMode, type Triggered } from './kinds';
import { triggerForRecipients } from './recipients';
import { type SendTo, triggerFields } from './triggerFields';

/** Trigger: sends a campaign, or lets users into a Canvas. */
export function triggerOf(kind: Triggered): Operation {
	return sendingOf(kind, sendingNow(kind), {
		name: 'Trigger',
		value: 'trigger',
		action: `Trigger ${kind.one}`,
		description: `Send ${kind.one} to the user of each item, with values from the item`,
	});
}

/** Schedule: the same, for a time to come. */
export function scheduleOf(kind: Triggered): Operation {
	return sendingOf(kind, sendingLater(kind), {
		name: 'Schedule',
		value: 'schedule',
		action: `Schedule ${kind.one}`,
		description: `Send ${kind.one} to the user of each item at a later time, with values from the item`,
	});
}

function sendingOf(
	kind: Triggered,
	mode: SendMode,
	description: Omit<OperationDescription, 'properties' | 'permission'>,
): Operation {
	const forRecipients = triggerForRecipients(kind, mode);
	return {
		...description,
		permission: mode.permission,
		properties: withInputFieldsChoice(triggerFields(kind, mode)),
		execute: async (context) => {
			const sendTo = context.getNodeParameter('sendTo', 0, 'recipients') as SendTo;
			return sendTo === 'recipients'
				? await runBatched(context, forRecipients)
				: await runIndividually(context, triggerBroadcast(kind, sendTo, mode));
		},
	};
}
