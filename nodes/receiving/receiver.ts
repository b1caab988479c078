import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Call, Decision, Intake, Refusal, Sorted } from './call';
import { type Clock, systemClock } from './clock';
import { type Claim, type IdentityOf, NodeMemories } from './duplicates';
import { reportOf } from './entries';
import { Groups } from './grouping';
import { publicHeaders, withHeaders } from './headers';
import { Refusals } from './refusals';
import { BUSY, type CallResponse, FAILED, type N8nResponse, responder, RETRY } from './responses';
import type { ReceivingSettings } from './settings';
import { secretProblem, type SharedSecret } from './sharedSecret';
import { Waiting } from './waiting';

/** What all nodes of one kind of trigger share. */
export interface TriggerKind<T> {
	identityOf: IdentityOf<T>;
	/** The header of the shared secret, unless the credential names another one. */
	defaultHeader: string;
	/** What responses call a submission. */
	noun: 'submissions' | 'events';
	/**
	 * Whether the sender drops a body for good when it is refused with 400. It is then asked to retry if the
	 * body could not be read.
	 */
	dropsRefused?: (headers: IDataObject) => boolean;
}

/** A call whose body has been read. */
interface ReadCall<T> {
	call: Call;
	settings: ReceivingSettings;
	intake: Intake<T>;
	secret: Partial<SharedSecret>;
	/** The size of the body. */
	bytes: number;
	report: IDataObject;
}

const respond = (status: number, body: IDataObject): { response: CallResponse } => ({
	response: { status, body },
});

/** Receives the calls of all triggers of one kind in this process. */
export class Receiver<T> {
	private readonly groups: Groups<INodeExecutionData>;

	private readonly memories: NodeMemories<T>;

	private readonly waiting: Waiting;

	private readonly refusals: Refusals;

	constructor(
		private readonly kind: TriggerKind<T>,
		clock: Clock = systemClock,
	) {
		this.groups = new Groups(clock);
		this.memories = new NodeMemories(kind.identityOf, clock);
		this.waiting = new Waiting(clock);
		this.refusals = new Refusals(clock);
	}

	/** authenticate → read → sort → count who waits → ignore duplicates → group → workflow → respond */
	async receive(call: Call, settings: ReceivingSettings, intake: Intake<T>): Promise<Decision> {
		const { secretLocation } = settings;
		const secret = secretLocation ? await call.readSecret() : {};
		const problem =
			secretLocation && secretProblem(call, secret, secretLocation, this.kind.defaultHeader);
		if (problem !== undefined) {
			return this.refuse(call, 401, { status: 'unauthorized', error: problem });
		}

		const body = await call.readBody();
		if ('error' in body) return this.refuseBody(call, body);
		const sorted = intake.sort(body.value);
		if ('error' in sorted) return this.refuseBody(call, sorted);
		if ('nothing' in sorted) return show(call, sorted.nothing);

		const { wanted, rejections } = sorted;
		const report = reportOf(rejections);
		const read = { call, settings, intake, secret, bytes: body.bytes, report };
		if (!call.isTest) this.countRest(call, sorted);
		if (wanted.length === 0) return ignore(read, sorted);
		return await this.whileCounted(read, async () => {
			const claim = await this.claim(read, wanted);
			if (!claim) return { response: RETRY };
			if (claim.fresh.length === 0) return respond(200, { status: 'duplicate', ...report });
			return await this.handOver(read, claim);
		});
	}

	private refuseBody(call: Call, { status, error, rejections }: Refusal): Decision {
		const isKept = status === 400 && this.kind.dropsRefused?.(call.headers) === true;
		const report = rejections ? reportOf(rejections) : {};
		return this.refuse(call, isKept ? 503 : status, { status: 'rejected', error, ...report });
	}

	/** Refuses a call; on the test URL, the editor shows why. */
	private refuse(
		call: Call,
		status: number,
		body: { status: string; error: string } & IDataObject,
	): Decision {
		const refusal = respond(status, body);
		if (call.isTest) {
			const note = { refused: { status, reason: body.error } };
			return { items: [{ json: {} }], respondTo: () => refusal.response, note };
		}
		const reason = { fate: `refused with ${status}`, text: body.error };
		this.refusals.count(call.node, reason, 1, (line) => call.log('warn', line));
		return refusal;
	}

	/** Logs why parts of a body start nothing. */
	private countRest(call: Call, { ignored, rejections }: Sorted<T>): void {
		const counts = new Map<string, number>();
		for (const { reason } of ignored) counts.set(reason, (counts.get(reason) ?? 0) + 1);
		for (const [text, count] of counts) {
			const reason = { fate: 'ignored', text };
			this.refusals.count(call.node, reason, count, (line) => call.log('info', line));
		}
		const { rejected, rejectedCount } = rejections;
		if (rejectedCount === 0) return;
		const reason = { fate: 'rejected', text: rejected[0].error };
		this.refusals.count(call.node, reason, rejectedCount, (line) => call.log('warn', line));
	}

	/** Counts a call that waits for its workflow to end, until there is a response. */
	private async whileCounted(
		{ call, settings, bytes }: ReadCall<T>,
		decide: () => Promise<Decision>,
	): Promise<Decision> {
		if (call.isTest || settings.responseMode === 'onReceived') return await decide();
		const leave = this.waiting.enter(call.node, bytes);
		if (!leave) return { response: BUSY };
		let isStarted = false;
		try {
			const decision = await decide();
			if (!('items' in decision)) return decision;
			isStarted = true;
			const respondTo = (given: N8nResponse) => {
				leave();
				return decision.respondTo(given);
			};
			return { ...decision, respondTo };
		} finally {
			if (!isStarted) leave();
		}
	}

	private async claim({ call, settings }: ReadCall<T>, wanted: T[]): Promise<Claim<T> | undefined> {
		const forMs = settings.ignoreDuplicatesFor;
		if (call.isTest || forMs === 0) return { fresh: wanted, confirm: () => {} };
		return await this.memories.of(call.node).claim(wanted, forMs);
	}

	/** Passes the claimed submissions to n8n, alone or as part of a group. */
	private async handOver(read: ReadCall<T>, claim: Claim<T>): Promise<Decision> {
		const { call, settings, bytes, report } = read;
		const { group, responseMode } = settings;
		let items: INodeExecutionData[] | undefined;
		try {
			items = toItems(claim.fresh, read);
		} finally {
			if (!items) claim.confirm(false);
		}
		const accepted: CallResponse = {
			status: 200,
			body: { status: 'accepted', [this.kind.noun]: items.length, ...report },
		};
		if (call.isTest || !group) {
			if (!call.isTest && responseMode === 'lastNode' && call.isGone()) {
				claim.confirm(false);
				return { response: RETRY };
			}
			return { items, respondTo: responder(responseMode, accepted, claim.confirm) };
		}

		const { isGone } = call;
		const ticket = this.groups.join(call.node, { items, bytes, isGone }, group);
		// The group decides about the claim, whatever the response to this call is in the meantime.
		void ticket.confirmed.then(claim.confirm);
		if (ticket.leads) {
			const collected = await ticket.collected;
			if (collected.length === 0) return { response: RETRY };
			return { items: collected, respondTo: responder(responseMode, accepted, ticket.confirm) };
		}
		const confirmed = await ticket.confirmedInTime;
		if (confirmed === true) return { response: accepted };
		return confirmed === false && responseMode === 'lastNode'
			? { response: FAILED }
			: { response: RETRY };
	}
}

/** Ignores a call; on the test URL, the editor shows that it came and why it would start nothing. */
function show(
	call: Call,
	reason: string,
	report: IDataObject = {},
	items: () => INodeExecutionData[] = () => [{ json: {} }],
): Decision {
	const ignored = respond(200, { status: 'ignored', reason, ...report });
	if (!call.isTest) return ignored;
	return { items: items(), respondTo: () => ignored.response, note: { ignored: reason } };
}

function ignore<T>(read: ReadCall<T>, { ignored, rejections }: Sorted<T>): Decision {
	if (ignored.length === 0) {
		const [{ error }] = rejections.rejected;
		return show(read.call, error, read.report);
	}
	const reason = [...new Set(ignored.map((one) => one.reason))].join(' ');
	const submissions = ignored.map(({ submission }) => submission);
	return show(read.call, reason, read.report, () => toItems(submissions, read));
}

function toItems<T>(
	submissions: T[],
	{ call, settings, intake, secret }: ReadCall<T>,
): INodeExecutionData[] {
	const { headerNames } = settings;
	const shown = headerNames && publicHeaders(call.headers, headerNames, secret);
	return submissions.map((one) => ({ json: withHeaders(intake.toJson(one), shown) }));
}
