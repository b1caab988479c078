import type { Operation, OperationDescription } from '../../runtime/operation';
import type { SendMode } from '../triggering/kinds';
import { sending } from '../triggering/operation';
import { sendingFields } from './sendingFields';
import { sendToMany } from './toMany';
import { sendToUsers } from './toUsers';

/** An operation that sends a message without a campaign, now or later. */
export function sendingMessages(
	mode: SendMode,
	description: Omit<OperationDescription, 'properties' | 'permission'>,
): Operation {
	return sending(
		{ ...description, permission: mode.permission, properties: sendingFields(mode) },
		sendToUsers(mode),
		{ audience: sendToMany('audience', mode), segment: sendToMany('segment', mode) },
	);
}
