import type { Ledger } from '../ledger.mts';
import type { Call, Sent } from '../senders.mts';
import type { Row } from './rows.mts';

/** All that is known in the end. */
export interface Evidence {
	sent: Sent;
	ledger: Pick<Ledger, 'submissions'>;
	rows: Row[];
	/** When parts of n8n were killed, in milliseconds since 1970. */
	kills: number[];
	/** Submissions that can never pass. */
	hopeless: string[];
	/** The entry that each profile holds in Braze, by email. */
	held: Map<string, number>;
}

/** What came of a trial of these templates. */
export interface LettersOutcome {
	/** Submissions that got a 2xx, besides those that can never pass. */
	accepted: number;
	/** Rows of the table: what failed at first. */
	kept: number;
	/** Of these, what the table says was sent. */
	done: number;
	/** What can never pass, and is in the table with its reason. */
	givenUp: number;
	/** Submissions that got a 2xx and aren't in Braze. */
	lost: string[];
	/** Users whose profile does not hold their last accepted entry. */
	old: string[];
	/** Submissions whose event counts more than once, although each of Braze's responses reached n8n. */
	doubled: string[];
	/** The same, where n8n was killed, or the connection broke, before it could note what Braze had said. */
	unsure: string[];
	/** Of the unsure, those in the table: kept there and sent by their sender as well, or sent from there twice. */
	unsureKept: string[];
	/** Rows that are not as they should be, and submissions that can never pass and have no row. */
	wrongRows: string[];
	/** Never accepted. */
	refused: string[];
	again: number;
	responses: Record<string, number>;
}

/** From Braze's response to the row that says so, and from a kill to the broken connection, at most. */
const NOTED_MS = 10_000;
const BROKEN_MS = 1_000;

/** Compares what got a 2xx with what Braze has and what the table says. */
export function judge({ sent, ledger, rows, kills, hopeless, held }: Evidence): LettersOutcome {
	const ids = [...sent.accepted];
	const doubled = ids.filter((id) => (ledger.submissions.get(id)?.length ?? 0) > 1);
	const isUnsure = (id: string) => {
		const before = (ledger.submissions.get(id) ?? []).slice(0, -1);
		const calls = sent.unaccepted.get(id) ?? [];
		return (
			calls.some((call) => isUntold(call, kills)) ||
			before.every(({ at, isHeard }) => !isHeard || isCut(at, kills))
		);
	};
	const unsure = doubled.filter(isUnsure);
	const kept = new Set(rows.map(({ submission }) => submission));
	const givenUp = rows.filter(({ state }) => state === 'given up');
	const isRight = ({ submission, reason, words }: Row) =>
		hopeless.includes(submission) && reason !== '' && words !== '';
	const named = new Set(givenUp.map(({ submission }) => submission));
	return {
		accepted: ids.length,
		kept: rows.length,
		done: rows.filter(({ state }) => state === 'done').length,
		givenUp: givenUp.filter(isRight).length,
		lost: ids.filter((id) => !ledger.submissions.has(id)),
		old: [...sent.lastEntries]
			.filter(([email, entry]) => held.get(email) !== entry)
			.map(([email]) => email),
		doubled: doubled.filter((id) => !isUnsure(id)),
		unsure,
		unsureKept: unsure.filter((id) => kept.has(id)),
		wrongRows: [
			...rows
				.filter((row) => row.state !== 'done' && !(row.state === 'given up' && isRight(row)))
				.map(({ submission, state }) => `${submission} (${state})`),
			...hopeless.filter((id) => !named.has(id)).map((id) => `${id} (no row)`),
		],
		refused: sent.givenUp,
		again: sent.again,
		responses: Object.fromEntries(sent.responses),
	};
}

/** Whether n8n was killed after it got the response that something was taken, and before it had noted that. */
const isCut = (at: number, kills: number[]) =>
	kills.some((kill) => at <= kill && kill <= at + NOTED_MS);

/** Whether n8n was killed during a call, so that its sender got no response and sent again. */
const isUntold = ({ from, to }: Call, kills: number[]) =>
	kills.some((kill) => from <= kill && kill <= to + BROKEN_MS);

/** @returns whether a promise was broken, or nothing was tried */
export const isBroken = (outcome: LettersOutcome): boolean => {
	const { accepted, done, lost, old, doubled, wrongRows, refused } = outcome;
	const wrong = [lost, old, doubled, wrongRows, refused];
	return accepted === 0 || done === 0 || wrong.some((list) => list.length > 0);
};
