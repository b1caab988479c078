import { runBatched } from '../../runtime/batchedOperation';
import { withInputFieldsChoice } from '../../runtime/inputFields';
import type { Operation, OperationDescription } from '../../runtime/operation';
import { runQuery } from '../../runtime/queryOperation';
import type { Sending } from '../triggering/kinds';
import { sendingFields } from './fields';
import { sendToMany } from './toMany';
import { sendToUsers } from './toUsers';

/** An operation that sends a message without a campaign, now or later. */
export function sendingMessages(
	sending: Sending,
	description: Omit<OperationDescription, 'properties' | 'permission'>,
): Operation {
	const toUsers = sendToUsers(sending);
	return {
		...description,
		permission: sending.permission,
		properties: withInputFieldsChoice(sendingFields(sending)),
		execute: async (context) => {
			const sendTo = context.getNodeParameter('sendTo', 0, 'recipients') as string;
			return sendTo === 'audience' || sendTo === 'segment'
				? await runQuery(context, sendToMany(sendTo, sending))
				: await runBatched(context, toUsers);
		},
	};
}
