import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { deliver } from '../../../batch/deliver';
import { Outcomes } from '../../../batch/outcomes';
import type { Endpoint } from '../../../batch/types';
import { readCredential } from '../../../runtime/credential';
import type { ItemResult } from '../../../runtime/output';
import { toItems, toOutput } from '../../../runtime/output';
import { Parameters } from '../../../runtime/parameters';
import type { ItemChange } from '../../../track/userChange';
import { readUserChange } from '../../../track/userChange';
import { dropUnchanged, fieldsToExport } from '../../../track/changes';
import type { UserChange } from '../../../track/combine';
import { combine } from '../../../track/combine';
import { createClient } from '../../../runtime/client';
import type { TrackOptions } from './options';
import { readTrackOptions } from './options';
import { preview } from '../../../track/preview';
import type { Client } from '../../../api/client';
import type { SendExport } from '../../../api/exportUsers';
import { EXPORT_PERMISSION } from '../../../api/exportUsers';
import type { Unread } from '../../../track/profiles';
import { readProfiles } from '../../../track/profiles';
import { compileTrack } from '../../../track/template';

const PERMISSION = 'users.track';

/** Bytes of what stands around an object's attributes: identifier, control fields, arrays. */
const AROUND_ATTRIBUTES = 4096;

/** Item by item: map, identify, validate; then together: compare, combine, batch, send. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const credential = await readCredential(context);
	const parameters = new Parameters(context);
	const options = readTrackOptions(parameters.once<IDataObject>('options', {}));
	const template = compileTrack(parameters, options, new Date().toISOString());
	const outcomes = new Outcomes();
	const items = context.getInputData().map(({ json }, item) => {
		const read = readUserChange(template, json, item);
		for (const problem of read.problems) outcomes.rejectItem(item, problem);
		return read;
	});
	const mapped = items.flatMap(({ change }) =>
		change !== undefined && holds(change) ? [change] : [],
	);
	// A client of its own for reading: a key that may not read can still write.
	const { changes, warnings } = options.sendOnlyChanges
		? await onlyChanges(
				createClient(context, credential, options.delivery),
				mapped,
				options,
				outcomes,
			)
		: { changes: mapped, warnings: NO_WARNINGS };
	const sent = new Map(changes.filter(holds).map((change) => [change.item, change]));
	const stages = combine(sent.values(), {
		combineItems: options.combineItems,
		bytes: options.limits.bytes - AROUND_ATTRIBUTES,
	});
	const endpoint: Endpoint = { method: 'POST', path: '/users/track', limits: options.limits };
	if (options.dryRun) {
		const requests = preview(stages, endpoint, outcomes);
		const results = items.map((read, item) =>
			resultOf(read, item, outcomes, sent, warnings.get(item), options),
		);
		for (const [item, shown] of requests) Object.assign(results[item].json, shown);
		// Nothing was done that could fail: the node shows what it would do, bad items included.
		return toItems(context, results);
	}
	const client = createClient(context, credential, options.delivery);
	await deliver(stages, { endpoint, permission: PERMISSION }, client, outcomes);
	return toOutput(
		context,
		items.map((read, item) => resultOf(read, item, outcomes, sent, warnings.get(item), options)),
		client.stopReason,
	);
}

function holds({ attributes, events, purchases }: UserChange): boolean {
	return attributes !== undefined || events.length > 0 || purchases.length > 0;
}

const NO_WARNINGS: ReadonlyMap<number, string> = new Map();

/**
 * What is left to send, and what to say about it. Users who could not be read for a reason that
 * passes are sent whole; if the key may not read, their items are rejected.
 */
async function onlyChanges(
	client: Client,
	changes: UserChange[],
	{ delivery }: TrackOptions,
	outcomes: Outcomes,
): Promise<{ changes: UserChange[]; warnings: ReadonlyMap<number, string> }> {
	const compared = changes.filter((change) => fieldsToExport([change]).length > 0);
	if (compared.length === 0) return { changes, warnings: NO_WARNINGS };
	const users = new Map(compared.map(({ user }) => [user.key, user]));
	const { profiles, unread } = await readProfiles(
		users.values(),
		[...fieldsToExport(compared), 'braze_id'],
		senderOf(client),
		unreadOf,
		delivery.parallelRequests,
	);
	const warnings = new Map<number, string>();
	const denied = new Set<UserChange>();
	for (const change of compared) {
		const reason = unread.get(change.user.key);
		if (reason === undefined) continue;
		if (!reason.denied) {
			warnings.set(change.item, `The user was not read before: ${reason.message}. All was sent.`);
			continue;
		}
		denied.add(change);
		outcomes.rejectItem(
			change.item,
			`Not sent: ${reason.message} The option "Send Only Changes" reads the users before it writes to them.`,
		);
	}
	const allowed = changes.filter((change) => !denied.has(change));
	return { changes: dropUnchanged(allowed, profiles), warnings };
}

/** Why a request was not answered. */
class NotRead extends Error {
	constructor(readonly reason: Unread) {
		super(reason.message);
	}
}

function senderOf(client: Client): SendExport {
	return async (request) => {
		const answer = await client.send({ request, permission: EXPORT_PERMISSION, idempotent: true });
		if (answer.kind === 'taken') return answer;
		const denied = answer.kind === 'stopped' && client.stopReason?.status !== undefined;
		throw new NotRead({ message: client.stopReason?.message ?? answer.message, denied });
	};
}

function unreadOf(error: unknown): Unread {
	if (error instanceof NotRead) return error.reason;
	throw error;
}

function resultOf(
	{ user, change }: ItemChange,
	item: number,
	outcomes: Outcomes,
	sent: ReadonlyMap<number, UserChange>,
	warning: string | undefined,
	{ dryRun, includeSentData }: TrackOptions,
): ItemResult {
	const errors = outcomes.errorsOf(item);
	const sentChange = sent.get(item);
	const json: IDataObject = {
		status: statusOf(errors.length > 0, change, sentChange, dryRun),
		...(user !== undefined && { user: user.fields }),
		...(errors.length > 0 && { errors: [...errors] }),
		...(warning !== undefined && { warnings: [warning] }),
		...(includeSentData && sentChange !== undefined && { sent: sentData(sentChange) }),
	};
	return { json, errors };
}

function statusOf(
	failed: boolean,
	change: UserChange | undefined,
	sentChange: UserChange | undefined,
	dryRun: boolean,
): string {
	if (failed) return 'rejected';
	if (sentChange !== undefined) return dryRun ? 'preview' : 'accepted';
	return change !== undefined && holds(change) ? 'unchanged' : 'skipped';
}

function sentData({ attributes = {}, events, purchases }: UserChange): IDataObject {
	return { attributes, events: [...events], purchases: [...purchases] };
}
