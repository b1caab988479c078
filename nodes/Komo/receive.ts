import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isAuthentic, type SharedSecret } from './authentication';
import type { ReadBody } from './body';
import { type Clock, systemClock } from './clock';
import { type Claim, NodeMemories } from './duplicates';
import { whyIgnored } from './filters';
import { Groups } from './grouping';
import { publicHeaders } from './headers';
import { toOutput, withHeaders } from './output';
import type { Settings } from './settings';
import { MAX_ENTRIES, parseSubmissions, type ParsedBody, type Submission } from './submission';

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

export interface Answer {
	status: number;
	body: IDataObject;
	headers?: Record<string, string>;
}

/** What becomes of a call. */
export type Decision =
	/** It starts nothing, and is answered so. */
	| { answer: Answer }
	/** It starts an execution with these items, and is answered so once n8n has stored that. */
	| {
			items: INodeExecutionData[];
			answer: Answer;
			/** To be called with whether n8n stored the execution. */
			confirm: Claim['confirm'];
	  };

const reply = (status: number, body: IDataObject): Decision => ({ answer: { status, body } });

/** Not known to be stored: the sender must send it again. */
const RETRY: Decision = {
	answer: { status: 503, body: { status: 'retry' }, headers: { 'Retry-After': '1' } },
};

/** What a sender is told about the entries that are no submissions. */
const reportOf = ({ rejected, rejectedCount }: ParsedBody): IDataObject =>
	rejectedCount > 0 ? { rejected: rejected.map((entry) => ({ ...entry })), rejectedCount } : {};

/** Receives the calls of all Komo Triggers of this process. */
export class Receiver {
	private readonly groups: Groups<INodeExecutionData>;

	private readonly memories: NodeMemories;

	constructor(clock: Clock = systemClock) {
		this.groups = new Groups(clock);
		this.memories = new NodeMemories(clock);
	}

	/** authenticate → parse → filter → ignore duplicates → group → the user's workflow */
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
			return reply(200, { status: 'ignored', reason: reasons.join(' '), ...report });
		}

		const claim = await this.claim(call, wanted, settings);
		if (!claim) return RETRY;
		if (claim.fresh.length === 0) return reply(200, { status: 'duplicate', ...report });
		return await this.handOver(call, claim, settings, { secret, bytes: read.bytes, report });
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
		const answer: Answer = { status: 200, body };
		if (call.isTest || !settings.group) return { items, answer, confirm: claim.confirm };

		const ticket = this.groups.join(call.node, items, more.bytes, settings.group);
		// What becomes of the group becomes of the claim, whatever this call is answered meanwhile.
		void ticket.confirmed.then(claim.confirm);
		if (ticket.leads) return { items: await ticket.collected, answer, confirm: ticket.confirm };
		return (await ticket.confirmedInTime) === true ? { answer } : RETRY;
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
): INodeExecutionData[] {
	const shown = headerNames && publicHeaders(headers, headerNames, secret);
	return submissions.map((submission) => ({
		json: withHeaders(toOutput(submission, output), shown),
	}));
}
