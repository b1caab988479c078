import { runBatched } from '../../runtime/batchedOperation';
import { runIndividually } from '../../runtime/individualOperation';
import { withInputFieldsChoice } from '../../runtime/inputFields';
import type { Operation, OperationDescription } from '../../runtime/operation';
import type { SendMode } from '../triggering/kinds';
import { sendingFields } from './sendingFields';
import { sendToMany } from './toMany';
import { sendToUsers } from './toUsers';

/** An operation that sends a message without a campaign, now or later. */
export function sendingMessages(
	mode: SendMode,
	description: Omit<OperationDescription, 'properties' | 'permission'>,
): Operation {
	const toUsers = sendToUsers(mode);
	return {
		...description,
		permission: mode.permission,
		properties: withInputFieldsChoice(sendingFields(mode)),
		execute: async (context) => {
			const sendTo = context.getNodeParameter('sendTo', 0, 'recipients') as string;
			return sendTo === 'audience' || sendTo === 'segment'
				? await runIndividually(context, sendToMany(sendTo, mode))
				: await runBatched(context, toUsers);
		},
	};
}
