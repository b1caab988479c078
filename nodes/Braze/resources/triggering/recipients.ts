import type { IDataObject } from 'n8n-workflow';

import { FIFTY_PER_REQUEST } from '../../batch/limits';
import type { Endpoint } from '../../batch/types';
import { compileAttributes } from '../../fields/mapped';
import { compileOptions } from '../../fields/options';
import { compilePrioritization } from '../../fields/prioritization';
import { readOptionalId } from '../../fields/text';
import { compileUser } from '../../fields/user';
import { readBoolean } from '../../model/boolean';
import { ItemError, Problems } from '../../model/itemError';
import { leftOutOf } from '../../model/leftOut';
import { hasKeys } from '../../model/objects';
import { orderingKeyOf, toBraze, toRecipient, type User } from '../../model/user';
import type { BatchedBehavior } from '../../runtime/batchedOperation';
import { compileSchedule, limitsOfSchedule } from '../scheduling/schedule';
import { readAttachments } from './attachments';
import { recipientErrors, scheduleErrors } from './errors';
import { type Addressed, planForExisting } from './existence';
import type { SendMode, Triggered } from './kinds';
import { compileProperties, compileTarget, scheduleOf, sendOf } from './read';
import { warnOfRepeats } from './repeats';
import { WHICH, WHO } from './triggerFields';

const EXISTING_ONLY = 'Send to Existing Users Only';

/**
 * Trigger for the items' users, 50 in a request, each with its own properties. A schedule has one user, so
 * that it can be changed separately, unless users are to share schedules.
 */
export function triggerForRecipients(kind: Triggered, mode: SendMode): BatchedBehavior<Addressed> {
	const { isScheduled } = mode;
	return {
		...sentToEach(mode, isScheduled ? {} : { spacing: kind.spacing }),
		prepare: (parameters) => {
			const scheduleFor = isScheduled ? compileSchedule(parameters) : undefined;
			const target = compileTarget(parameters, kind);
			const user = compileUser(parameters, WHO);
			const which = compilePrioritization(parameters, WHICH);
			const properties = compileProperties(parameters, kind);
			const attributes = compileAttributes(parameters);
			const existingOnly = parameters.perItem('sendToExistingOnly', EXISTING_ONLY);
			const options = compileOptions(parameters);
			return (...item) => {
				const id = target(...item);
				const { sendId, attachments: files } = options(...item);
				const takesFiles = kind.name === 'Campaign' && !isScheduled;
				const attachments = takesFiles ? readAttachments(files) : undefined;
				const schedule = scheduleFor?.(...item);
				const send_id = readOptionalId(() => sendId, 'Send ID', item);
				const found = user(...item);
				const problems = new Problems();
				const set = withoutIgnored(attributes(item, problems), kind, problems);
				const only = readBoolean(existingOnly(...item), EXISTING_ONLY, true);
				const content: IDataObject = {
					...toRecipient(found),
					...which(...item),
					...existing(found, only, set),
					...(set !== undefined && { attributes: set }),
					...properties(item, problems),
				};
				return {
					sharedFields: {
						[kind.idField]: id,
						...(send_id !== undefined && { send_id }),
						...(attachments !== undefined && { attachments }),
						...(schedule !== undefined && { schedule }),
					},
					user: found,
					creates: found.by === 'externalId' && !only,
					target: id,
					address: addressOf(found, set),
					objects: [{ array: 'recipients', content, idempotent: false }],
					orderingKeys: [orderingKeyOf(found)],
					outcome: {
						user: toBraze(found),
						[kind.idField]: id,
						...(schedule !== undefined && { schedule }),
					},
					leftOut: leftOutOf(problems),
					remarks: problems.remarks,
				};
			};
		},
		plan: async (items, endpoint, planning) => {
			warnOfRepeats(kind, items, planning.outcomes);
			return await planForExisting(items, endpoint, planning);
		},
	};
}

/** How messages to the items' users are sent: up to 50 in a request, and never again if Braze may have it. */
export function sentToEach(
	{ path, permission, isScheduled }: SendMode,
	own: Pick<Endpoint, 'nameOf' | 'spacing'>,
) {
	return {
		permission,
		endpoint: {
			method: 'POST',
			path,
			limits: FIFTY_PER_REQUEST,
			errorsOf: isScheduled ? scheduleErrors : recipientErrors,
			responseKey: 'dispatch_id',
			outputOf: isScheduled ? scheduleOf : sendOf,
			...own,
		},
		...(isScheduled && { limitsOf: limitsOfSchedule }),
		retryAmbiguous: false,
	} satisfies Partial<BatchedBehavior>;
}

function addressOf(user: User, attributes: IDataObject | undefined) {
	const email = user.by === 'email' ? user.value : attributes?.email;
	return typeof email === 'string' ? email.toLowerCase() : undefined;
}

/**
 * Leaves out attributes that a Canvas does not set.
 * Source: https://www.braze.com/docs/api/endpoints/messaging/send_messages/post_send_triggered_canvases/
 */
function withoutIgnored(
	attributes: IDataObject | undefined,
	{ name }: Triggered,
	problems: Problems,
): IDataObject | undefined {
	if (name !== 'Canvas' || attributes?.subscription_groups === undefined) return attributes;
	const { subscription_groups: value, ...others } = attributes;
	const problem = 'is not set by a Canvas. Use Subscription Group > Update State, or Track User.';
	problems
		.within('Attribute "subscription_groups" ', { kind: 'attribute', name: 'subscription_groups' })
		.add(new ItemError(problem, { value }));
	return hasKeys(others) ? others : undefined;
}

/** New users need an external ID; with other identifiers Braze accepts no `send_to_existing_only`. */
function existing(
	{ by }: User,
	existingOnly: boolean,
	attributes: IDataObject | undefined,
): IDataObject {
	if (by !== 'externalId' || existingOnly) return {};
	if (attributes === undefined) {
		throw new ItemError(
			`Attributes: Braze creates users only with attributes. Map at least one, or turn on "${EXISTING_ONLY}".`,
		);
	}
	return { send_to_existing_only: false };
}
