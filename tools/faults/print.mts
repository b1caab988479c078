import { table } from '../bench/table.mts';
import type { Outcome } from './trial.mts';
import { EACH_ONCE, type Receiver } from './workflow.mts';

/** As many as are named. */
const NAMED = 5;

/**
 * @returns whether something was lost, is wrong, or was never accepted; or came twice to a workflow
 * that acts on nothing twice, or to one that is waited for, though Braze heard nothing but 2xx of it
 */
export const isWrong = ({ receiver, ...outcome }: Outcome): boolean => {
	const { accepted, lost, wrong, givenUp, doubled, unexplained } = outcome;
	const mayNotBeTwice: Partial<Record<Receiver, string[]>> = {
		[EACH_ONCE]: doubled,
		'Braze Trigger, lastNode': unexplained,
	};
	const twice = mayNotBeTwice[receiver]?.length ?? 0;
	return accepted === 0 || lost.length + wrong.length + givenUp.length + twice > 0;
};

const named = (what: string, { scenario, receiver }: Outcome, ids: string[]) =>
	ids.length === 0
		? []
		: [
				`- ${scenario}, ${receiver}: ${what}: ${ids.slice(0, NAMED).join(', ')}${ids.length > NAMED ? ' …' : ''}`,
			];

/** @returns Markdown: a table, and the names behind its figures */
export function printOutcomes(outcomes: Outcome[]): string {
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
		'Answers',
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
		Object.entries(outcome.answers)
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
