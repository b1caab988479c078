import type { IDataObject } from 'n8n-workflow';

import type { PreparedItem } from '../../batch/plan';
import { type BatchedBehavior, runBatched } from '../../runtime/batchedOperation';
import { type IndividualBehavior, runIndividually } from '../../runtime/individualOperation';
import { withInputFieldsChoice } from '../../runtime/inputFields';
import type { Operation, OperationDescription } from '../../runtime/operation';
import { triggerBroadcast } from './broadcast';
import { sendingLater, sendingNow, type SendMode, type Triggered } from './kinds';
import { triggerForRecipients } from './recipients';
import { triggerFields } from './triggerFields';

/** Trigger: sends a campaign, or lets users into a Canvas. */
export function triggerOf(kind: Triggered): Operation {
	return sendingOf(kind, sendingNow(kind), {
		name: 'Trigger',
		value: 'trigger',
		action: `Trigger ${kind.one}`,
		description: `Send ${kind.one} to the user of each item, with values from the item`,
	});
}

/** Schedule: the same, at a later time. */
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
	return sending(
		{ ...description, permission: mode.permission, properties: triggerFields(kind, mode) },
		triggerForRecipients(kind, mode),
		{
			audience: triggerBroadcast(kind, 'audience', mode),
			broadcast: triggerBroadcast(kind, 'broadcast', mode),
		},
	);
}

/**
 * An operation that sends to the user of each item or, as *Send To* says, once to many.
 *
 * @param toMany by the choices of *Send To*
 */
export function sending<Prepared extends PreparedItem>(
	description: OperationDescription,
	toEach: BatchedBehavior<Prepared>,
	toMany: Readonly<Record<string, IndividualBehavior<IDataObject>>>,
): Operation {
	return {
		...description,
		properties: withInputFieldsChoice(description.properties),
		execute: async (context) => {
			const sendTo = context.getNodeParameter('sendTo', 0, 'recipients') as string;
			return Object.hasOwn(toMany, sendTo)
				? await runIndividually(context, toMany[sendTo])
				: await runBatched(context, toEach);
		},
	};
}
