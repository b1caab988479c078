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
import type { N8nClient } from '../../../runtime/client';
import { createClient } from '../../../runtime/client';
import type { TrackOptions } from './options';
import { readTrackOptions } from './options';
import { preview } from '../../../track/preview';
import { readProfiles } from '../../../api/exportUsers';
import { compileTrack } from '../../../track/template';

const PERMISSION = 'users.track';

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
	const client = createClient(context, credential, options.delivery.timeout);
	const changes = options.sendOnlyChanges
		? await onlyChanges(context, client, mapped, options)
		: mapped;
	const sent = new Map(changes.filter(holds).map((change) => [change.item, change]));
	const stages = combine(sent.values(), options);
	const endpoint: Endpoint = { method: 'POST', path: '/users/track', limits: options.limits };
	if (options.dryRun) {
		const requests = preview(stages, endpoint, outcomes);
		const results = items.map((read, item) => resultOf(read, item, outcomes, sent, options));
		for (const [item, shown] of requests) Object.assign(results[item].json, shown);
		// Nothing was done that could fail: the node shows what it would do, bad items included.
		return toItems(context, results);
	}
	const delivery = { ...options.delivery, endpoint, permission: PERMISSION };
	const stopReason = await deliver(stages, delivery, client, outcomes);
	return toOutput(
		context,
		items.map((read, item) => resultOf(read, item, outcomes, sent, options)),
		stopReason,
	);
}

function holds({ attributes, events, purchases }: UserChange): boolean {
	return attributes !== undefined || events.length > 0 || purchases.length > 0;
}

async function onlyChanges(
	context: IExecuteFunctions,
	client: N8nClient,
	changes: UserChange[],
	{ delivery, mergeNestedObjects }: TrackOptions,
): Promise<UserChange[]> {
	const withAttributes = changes.filter(({ attributes }) => attributes !== undefined);
	const users = new Map(withAttributes.map(({ user }) => [user.key, user]));
	const fields = fieldsToExport(withAttributes);
	if (fields.length === 0) return changes;
	const profiles = await readProfiles(context, client, users.values(), fields, delivery);
	return dropUnchanged(changes, profiles, mergeNestedObjects);
}

function resultOf(
	{ user, change }: ItemChange,
	item: number,
	outcomes: Outcomes,
	sent: ReadonlyMap<number, UserChange>,
	{ dryRun, includeSentData }: TrackOptions,
): ItemResult {
	const errors = outcomes.errorsOf(item);
	const sentChange = sent.get(item);
	const json: IDataObject = {
		status: statusOf(errors.length > 0, change, sentChange, dryRun),
		...(user !== undefined && { user: user.fields }),
		...(errors.length > 0 && { errors: [...errors] }),
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
