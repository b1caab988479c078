import { table } from '../bench/table.mts';
import type { Outcome } from './trial.mts';
import { isEachOnce, type Receiver } from './workflow.mts';

/** The most that are named. */
const NAMED = 5;

/**
 * @returns whether something was lost, is wrong or was never accepted, or nothing was accepted at all; or
 * something came twice: to a workflow that acts on each event once, or, with only 2xx for it, to the Braze
 * Trigger that waits
 */
export const isWrong = ({ receiver, ...outcome }: Outcome): boolean => {
	const { accepted, lost, wrong, givenUp, doubled, unexplained } = outcome;
	const knows = receiver === 'Braze Trigger, lastNode';
	const twice = isEachOnce(receiver) ? doubled : knows ? unexplained : [];
	return accepted === 0 || lost.length + wrong.length + givenUp.length + twice.length > 0;
};

const named = (what: string, { scenario, receiver }: Outcome, ids: string[]) =>
	ids.length === 0
		? []
		: [
				`- ${scenario}, ${receiver}: ${what}: ${ids.slice(0, NAMED).join(', ')}${ids.length > NAMED ? ' …' : ''}`,
			];

/** @returns Markdown: a table, and the names behind its figures */
function printOutcomes(outcomes: Outcome[]): string {
	const head = [
		'Harm',
		'Receiver',
		'2xx',
		'Lost',
		'Left',
		'Of these in Braze',
		'Wrong',
		'Doubled',
		'Unexplained',
		'Again',
		'Responses',
		's',
	];
	const rows = outcomes.map((outcome) => [
		outcome.scenario,
		outcome.receiver,
		String(outcome.accepted),
		String(outcome.lost.length),
		String(outcome.left.length),
		String(outcome.leftDone.length),
		String(outcome.wrong.length),
		String(outcome.doubled.length),
		String(outcome.unexplained.length),
		String(outcome.again),
		Object.entries(outcome.responses)
			.map(([status, count]) => `${status}: ${count}`)
			.join(', '),
		String(outcome.seconds),
	]);
	const names = outcomes.flatMap((outcome) => [
		...named('lost', outcome, outcome.lost),
		...named('not the last entry', outcome, outcome.wrong),
		...named('doubled', outcome, outcome.doubled),
		...named('doubled, and never answered anything but 2xx', outcome, outcome.unexplained),
		...named('never accepted', outcome, outcome.givenUp),
	]);
	return [table(head, rows), '', ...names].join('\n');
}

/** @returns for each kind of n8n, the outcomes of the receivers that are wanted, if it has any */
export const printParts = (
	results: Array<{ name: string; outcomes: Outcome[] }>,
	isWanted: (receiver: Receiver) => boolean,
): string[] =>
	results
		.map(({ name, outcomes }) => ({
			name,
			outcomes: outcomes.filter(({ receiver }) => isWanted(receiver)),
		}))
		.filter(({ outcomes }) => outcomes.length > 0)
		.map(({ name, outcomes }) => `n8n: ${name}\n\n${printOutcomes(outcomes)}`);
