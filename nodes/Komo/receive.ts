import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Answer, GivenAnswer } from '../receiving/answered';
import { answering, BUSY, FAILED, RETRY } from '../receiving/answers';
import { isAuthentic, type SharedSecret } from '../receiving/sharedSecret';
import type { ReadBody } from '../receiving/body';
import { type Clock, systemClock } from '../receiving/clock';
import { type Claim, NodeMemories } from '../receiving/duplicates';
import { whyIgnored } from './filters';
import { Groups } from '../receiving/grouping';
import { publicHeaders } from '../receiving/headers';
import { toOutput, withHeaders, withHint } from './output';
import type { Settings } from './settings';
import { MAX_ENTRIES, parseSubmissions, type ParsedBody, type Submission } from './submission';
import { Waiting } from '../receiving/waiting';

/** A call of the webhook: its data, and what only n8n can read. */
export interface Call {
	/** The called node of a workflow: what has groups and duplicates of its own. */
	node: string;
	/** On the test URL, nothing is grouped, and nothing is a duplicate: one sends the same again and again. */
	isTest: boolean;
	/** With names in lower case. */
	headers: IDataObject;
	query: IDataObject;
	readBody: () => Promise<ReadBody>;
	readSecret: () => Promise<Partial<SharedSecret>>;
}

/** What becomes of a call. */
export type Decision =
	/** It starts nothing, and is answered so. */
	| { answer: Answer }
	/** It starts an execution with these items. */
	| {
			items: INodeExecutionData[];
			/**
			 * To be called once with what n8n answers.
			 * @returns the answer to send, or undefined for n8n's own
			 */
			answerTo: (given: GivenAnswer) => Answer | undefined;
	  };

const reply = (status: number, body: IDataObject): Decision => ({ answer: { status, body } });

/** What a sender is told about the entries that are no submissions. */
const reportOf = ({ rejected, rejectedCount }: ParsedBody): IDataObject =>
	rejectedCount > 0 ? { rejected: rejected.map((entry) => ({ ...entry })), rejectedCount } : {};

/** Receives the calls of all Komo Triggers of this process. */
export class Receiver {
	private readonly groups: Groups<INodeExecutionData>;

	private readonly memories: NodeMemories;

	private readonly waiting: Waiting;

	constructor(clock: Clock = systemClock) {
		this.groups = new Groups(clock);
		this.memories = new NodeMemories(clock);
		this.waiting = new Waiting(clock);
	}

	/** authenticate → parse → filter → ignore duplicates → group → the user's workflow → answer */
	async receive(call: Call, settings: Settings): Promise<Decision> {
		const { secretLocation } = settings;
		const secret = secretLocation ? await call.readSecret() : {};
		if (secretLocation && !isAuthentic(call, secret, secretLocation)) {
			return reply(401, { status: 'unauthorized' });
		}

		const read = await call.readBody();
		if ('error' in read) return reply(read.status, { status: 'rejected', error: read.error });
		const parsed = parseSubmissions(read.value);
		if (!parsed) {
			const most = MAX_ENTRIES.toLocaleString('en');
			const error = `The list is too long. Send at most ${most} submissions in one call.`;
			return reply(413, { status: 'rejected', error });
		}
		const report = reportOf(parsed);
		if (parsed.submissions.length === 0) {
			const error = parsed.rejected[0]?.error ?? 'The body is an empty list.';
			return reply(400, { status: 'rejected', error, ...report });
		}

		const { wanted, reasons } = filter(parsed.submissions, settings);
		if (wanted.length === 0) {
			const body = { status: 'ignored', reason: reasons.join(' '), ...report };
			if (!call.isTest) return reply(200, body);
			// Whoever listens on the test URL sees what came, and why it would not start the workflow.
			const items = toItems(parsed.submissions, call, settings, secret, (submission) =>
				whyIgnored(submission, settings.filters),
			);
			return { items, answerTo: answering('onReceived', { status: 200, body }, () => {}) };
		}

		const { bytes } = read;
		return await this.whileCounted(call, settings, bytes, async () => {
			const claim = await this.claim(call, wanted, settings);
			if (!claim) return { answer: RETRY };
			if (claim.fresh.length === 0) return reply(200, { status: 'duplicate', ...report });
			return await this.handOver(call, claim, settings, { secret, bytes, report });
		});
	}

	/** Counts a call that will be answered only when its workflow has ended, until it is answered. */
	private async whileCounted(
		{ node, isTest }: Call,
		{ responseMode }: Settings,
		bytes: number,
		decide: () => Promise<Decision>,
	): Promise<Decision> {
		if (isTest || responseMode === 'onReceived') return await decide();
		const leave = this.waiting.enter(node, bytes);
		if (!leave) return { answer: BUSY };
		let isStarted = false;
		try {
			const decision = await decide();
			if (!('items' in decision)) return decision;
			isStarted = true;
			const answerTo = (given: GivenAnswer) => {
				leave();
				return decision.answerTo(given);
			};
			return { ...decision, answerTo };
		} finally {
			if (!isStarted) leave();
		}
	}

	private async claim(
		{ node, isTest }: Call,
		submissions: Submission[],
		{ ignoreDuplicatesFor }: Settings,
	): Promise<Claim | undefined> {
		if (isTest || ignoreDuplicatesFor === 0) return { fresh: submissions, confirm: () => {} };
		return await this.memories.of(node).claim(submissions, ignoreDuplicatesFor);
	}

	/** Hands the claimed submissions to n8n, alone or as a part of a group. */
	private async handOver(
		call: Call,
		claim: Claim,
		settings: Settings,
		more: { secret: Partial<SharedSecret>; bytes: number; report: IDataObject },
	): Promise<Decision> {
		let items: INodeExecutionData[] | undefined;
		try {
			items = toItems(claim.fresh, call, settings, more.secret);
		} finally {
			if (!items) claim.confirm(false);
		}
		const body = { status: 'accepted', submissions: items.length, ...more.report };
		const accepted: Answer = { status: 200, body };
		const { responseMode } = settings;
		if (call.isTest || !settings.group) {
			return { items, answerTo: answering(responseMode, accepted, claim.confirm) };
		}

		const ticket = this.groups.join(call.node, items, more.bytes, settings.group);
		// What becomes of the group becomes of the claim, whatever this call is answered meanwhile.
		void ticket.confirmed.then(claim.confirm);
		if (ticket.leads) {
			const answerTo = answering(responseMode, accepted, ticket.confirm);
			return { items: await ticket.collected, answerTo };
		}
		const confirmed = await ticket.confirmedInTime;
		if (confirmed === true) return { answer: accepted };
		return confirmed === false && responseMode === 'lastNode'
			? { answer: FAILED }
			: { answer: RETRY };
	}
}

function filter(submissions: Submission[], { filters }: Settings) {
	const reasons = new Set<string>();
	const wanted = submissions.filter((submission) => {
		const reason = whyIgnored(submission, filters);
		if (reason !== undefined) reasons.add(reason);
		return reason === undefined;
	});
	return { wanted, reasons: [...reasons] };
}

function toItems(
	submissions: Submission[],
	{ headers }: Call,
	{ headerNames, output }: Settings,
	secret: Partial<SharedSecret>,
	hintFor: (submission: Submission) => string | undefined = () => undefined,
): INodeExecutionData[] {
	const shown = headerNames && publicHeaders(headers, headerNames, secret);
	return submissions.map((submission) => {
		const json = withHeaders(toOutput(submission, output), shown);
		return { json: withHint(json, hintFor(submission)) };
	});
}
