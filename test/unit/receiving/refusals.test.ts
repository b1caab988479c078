import { LOG_INTERVAL, MAX_REASONS, Refusals } from '../../../nodes/receiving/refusals';
import { FakeClock } from './support/clock';

const WRONG = { fate: 'refused with 401', text: 'The secret is wrong.' };
const MISSING = { fate: 'refused with 401', text: 'The secret is missing.' };

let clock: FakeClock;
let refusals: Refusals;
let lines: string[];
beforeEach(() => {
	clock = new FakeClock();
	refusals = new Refusals(clock);
	lines = [];
});

const count = (reason = WRONG, more = 1, node = 'a') =>
	refusals.count(node, reason, more, (line) => lines.push(line));

it('the first of each reason and node is logged at once', () => {
	count();
	count();
	count(MISSING, 3);
	count(WRONG, 1, 'b');
	expect(lines).toEqual([
		'1 refused with 401: The secret is wrong.',
		'3 refused with 401: The secret is missing.',
		'1 refused with 401: The secret is wrong.',
	]);
});

it('the others are logged as a number, once a minute at most', async () => {
	for (let n = 0; n < 1_500; n++) count();
	await clock.advance(LOG_INTERVAL - 1);
	count();
	expect(lines).toHaveLength(1);
	await clock.advance(1);
	count();
	count();
	expect(lines.slice(1)).toEqual(['1,501 refused with 401 in the last 60 s: The secret is wrong.']);
	await clock.advance(10 * LOG_INTERVAL);
	count();
	expect(lines.slice(2)).toEqual(['2 refused with 401 in the last 600 s: The secret is wrong.']);
});

it('only so many reasons are kept, and the one that came least recently goes first', () => {
	for (let n = 0; n < MAX_REASONS; n++) count(WRONG, 1, `node ${n}`);
	count(WRONG, 1, 'node 0');
	count(WRONG, 1, 'one more');
	expect(refusals.size).toBe(MAX_REASONS);
	lines = [];
	count(WRONG, 1, 'node 0');
	count(WRONG, 1, 'node 1');
	expect(lines).toHaveLength(1);
});
