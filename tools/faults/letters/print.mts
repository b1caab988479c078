import { table } from '../../bench/table.mts';
import type { LettersOutcome } from './outcome.mts';

const NAMED = 5;

/** @returns Markdown: a table, and the names behind its figures */
export function printLetters(outcomes: Array<{ name: string; outcome: LettersOutcome }>): string {
	const head = [
		'n8n',
		'2xx',
		'Failed at first',
		'Sent again',
		'Given up',
		'Lost',
		'Old values',
		'Doubled',
		'Doubled by a kill',
		'of these kept',
		'Other responses',
	];
	const rows = outcomes.map(({ name, outcome }) => [
		name,
		...[
			outcome.accepted,
			outcome.kept,
			outcome.done,
			outcome.givenUp,
			outcome.lost.length,
			outcome.old.length,
			outcome.doubled.length,
			outcome.unsure.length,
			outcome.unsureKept.length,
		].map(String),
		Object.entries(outcome.responses)
			.filter(([status]) => status !== '200')
			.map(([status, count]) => `${status}: ${count}`)
			.join(', '),
	]);
	const names = outcomes.flatMap(({ name, outcome }) =>
		Object.entries({
			lost: outcome.lost,
			'not the last entry': outcome.old,
			doubled: outcome.doubled,
			'wrong in the table': outcome.wrongRows,
			'never accepted': outcome.refused,
		})
			.filter(([, ids]) => ids.length > 0)
			.map(
				([what, ids]) =>
					`- ${name}: ${what}: ${ids.slice(0, NAMED).join(', ')}${ids.length > NAMED ? ' …' : ''}`,
			),
	);
	return [table(head, rows), '', ...names].join('\n');
}
