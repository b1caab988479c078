import { compileUser } from '../../fields/user';
import { orderingKeyOf, toBraze } from '../../model/user';
import type { BatchedBehavior } from '../../runtime/batchedOperation';
import { type Addressed, planForExisting } from '../triggering/existence';
import type { SendMode } from '../triggering/kinds';
import { sentToEach } from '../triggering/recipients';
import { compileRequest } from './request';
import { WHO } from './sendingFields';

/** Sends to the items' users: up to 50 with the same message in one request. */
export function sendToUsers(mode: SendMode): BatchedBehavior<Addressed> {
	return {
		...sentToEach(mode, { nameOf: () => 'recipient' }),
		prepare: (parameters) => {
			const user = compileUser(parameters, WHO);
			const request = compileRequest(parameters, mode);
			return (...item) => {
				const found = user(...item);
				const sharedFields = request(...item);
				const { schedule } = sharedFields;
				return {
					sharedFields,
					user: found,
					creates: false,
					target: '',
					objects: [
						found.by === 'externalId'
							? { array: 'external_user_ids', content: found.value, idempotent: false }
							: { array: 'user_aliases', content: found.alias, idempotent: false },
					],
					// A user who is in a request twice gets only one message.
					orderingKeys: [orderingKeyOf(found)],
					outcome: { user: toBraze(found), ...(schedule !== undefined && { schedule }) },
				};
			};
		},
		plan: planForExisting,
	};
}
