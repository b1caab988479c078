import { type Evidence, isBroken, judge } from '../../../tools/faults/letters/outcome.mts';
import { startRefusals, type TrackBody } from '../../../tools/faults/refusals.mts';

const taken = (...moments: Array<[at: number, isHeard?: boolean]>) =>
	moments.map(([at, isHeard = true]) => ({ at, isHeard }));

const row = (submission: string, state: string, more = {}) => ({
	submission,
	state,
	reason: '',
	words: '',
	attempts: 1,
	...more,
});

const WHY = { reason: 'invalid', words: 'no' };

/** All went well: one entry was taken at once, one later, one never can be. */
const well = (): Evidence => ({
	sent: {
		accepted: new Set(['a', 'b']),
		lastEntries: new Map([['joe', 2]]),
		again: 0,
		unaccepted: new Map(),
		responses: new Map([['200', 3]]),
		givenUp: [],
	},
	ledger: { submissions: new Map(Object.entries({ a: taken([1_000]), b: taken([2_000]) })) },
	rows: [row('b', 'done'), row('x', 'given up', WHY)],
	kills: [],
	hopeless: ['x'],
	held: new Map([['joe', 2]]),
});

describe('what came of the templates that keep what failed', () => {
	it('is well if all is in Braze once, and the rest has a reason', () => {
		const outcome = judge(well());
		expect(outcome).toMatchObject({ accepted: 2, kept: 2, done: 1, givenUp: 1 });
		expect(isBroken(outcome)).toBe(false);
	});

	it.each<[string, (evidence: Evidence) => void]>([
		['something is lost', ({ ledger }) => ledger.submissions.delete('a')],
		['something counts twice', ({ ledger }) => ledger.submissions.set('a', taken([1], [2]))],
		['a profile has an old entry', ({ held }) => held.set('joe', 1)],
		['a row still waits', ({ rows }) => rows.push(row('c', 'waiting'))],
		['something was given up that can pass', ({ rows }) => rows.push(row('c', 'given up', WHY))],
		['there is no reason', ({ rows }) => rows.splice(1, 1, row('x', 'given up'))],
		['what cannot pass has no row', ({ rows }) => rows.splice(1, 1)],
		['nothing failed, so nothing was tried', ({ rows }) => rows.splice(0, 1)],
		['a sender gave up', ({ sent }) => sent.givenUp.push('c')],
	])('is not if %s', (_, spoil) => {
		const evidence = well();
		spoil(evidence);
		expect(isBroken(judge(evidence))).toBe(true);
	});

	it('says where a kill, or a broken connection, may have made something count twice', () => {
		const twice = (at: number, more: Partial<Evidence>, isHeard = true) => {
			const evidence = { ...well(), ...more };
			evidence.ledger.submissions.set('a', taken([at, isHeard], [50_000]));
			return judge(evidence).unsure;
		};
		const calls = (from: number, to: number) => ({
			sent: { ...well().sent, unaccepted: new Map([['a', [{ from, to }]]]) },
		});
		expect(twice(1_000, {}, false)).toEqual(['a']);
		expect(twice(1_000, { kills: [1_200] })).toEqual(['a']);
		expect(twice(1_000, { kills: [900, 12_000] })).toEqual([]);
		expect(twice(1_000, { kills: [30_000], ...calls(29_000, 30_100) })).toEqual(['a']);
		expect(twice(1_000, { kills: [20_000], ...calls(29_000, 30_100) })).toEqual([]);
	});

	it('says what of that was kept in the table as well', () => {
		const evidence = well();
		evidence.kills.push(2_100);
		evidence.ledger.submissions.set('a', taken([2_000], [50_000]));
		evidence.ledger.submissions.set('b', taken([2_000], [50_000]));
		const { unsure, unsureKept } = judge(evidence);
		expect(unsure).toEqual(['a', 'b']);
		expect(unsureKept).toEqual(['b']);
	});
});

describe('a Braze that refuses', () => {
	const body = (events: string[], alias = 'joe') => {
		const user_alias = { alias_name: alias };
		return Buffer.from(
			JSON.stringify({
				events: events.map((card_name) => ({ user_alias, properties: { card_name } })),
			}),
		);
	};
	const refused = (spoiled: Buffer) =>
		((JSON.parse(spoiled.toString()) as TrackBody).events ?? []).flatMap((event, index) =>
			Object.keys(event).length === 0 ? [index] : [],
		);
	const ids = Array.from({ length: 20 }, (_, index) => `s${index}`);

	it('refuses every tenth object, each once', () => {
		const { spoil } = startRefusals();
		expect(refused(spoil(body(ids), true))).toEqual([9, 19]);
		expect(refused(spoil(body(ids), true))).toEqual([]);
		expect(refused(spoil(body(ids), false))).toEqual([]);
	});

	it('never takes a user of whom that was said', () => {
		const { spoil, always } = startRefusals();
		always('eve');
		expect(refused(spoil(body(['a', 'b'], 'eve'), false))).toEqual([0, 1]);
		expect(refused(spoil(body(['a', 'b']), false))).toEqual([]);
	});
});
