import {
	MAX_COUNTED,
	MAX_WAITING,
	MAX_WAITING_BYTES,
	Waiting,
} from '../../../nodes/receiving/waiting';
import { FakeClock } from './support/clock';

let clock: FakeClock;
let waiting: Waiting;

beforeEach(() => {
	clock = new FakeClock();
	waiting = new Waiting(clock);
});

const enter = (node: string, bytes = 100) => waiting.enter(node, bytes);

/** As many calls as may wait. */
const fill = (node: string) => Array.from({ length: MAX_WAITING }, () => enter(node));

it('so many calls of a node may wait, and as many again as have left', () => {
	const leave = fill('a');
	expect(leave).not.toContain(undefined);
	expect(enter('a')).toBeUndefined();
	expect(enter('b')).toBeDefined();
	leave[7]?.();
	expect(enter('a')).toBeDefined();
	expect(enter('a')).toBeUndefined();
});

it('leaving twice makes room once', () => {
	const [first] = fill('a');
	first?.();
	first?.();
	expect(enter('a')).toBeDefined();
	expect(enter('a')).toBeUndefined();
});

it('so many bytes of a node may wait, and a single call whatever its size', () => {
	const leave = enter('a', 2 * MAX_WAITING_BYTES);
	expect(leave).toBeDefined();
	expect(enter('a', 1)).toBeUndefined();
	leave?.();
	expect(enter('a', MAX_WAITING_BYTES - 1)).toBeDefined();
	expect(enter('a', 2)).toBeUndefined();
	expect(enter('a', 1)).toBeDefined();
	expect(enter('a', 0)).toBeDefined();
	expect(enter('a', 1)).toBeUndefined();
});

it('a call that is never answered counts for a time', async () => {
	const first = enter('a', MAX_WAITING_BYTES);
	await clock.advance(MAX_COUNTED - 1);
	expect(enter('a')).toBeUndefined();
	await clock.advance(1);
	expect(enter('a', MAX_WAITING_BYTES)).toBeDefined();
	// Its late response takes nothing from those that count.
	first?.();
	expect(enter('a')).toBeUndefined();
});

it('a node whose calls have all left leaves nothing behind', () => {
	const leave = ['a', 'a', 'b'].map((node) => enter(node));
	expect(waiting.size).toBe(2);
	for (const each of leave) each?.();
	expect(waiting.size).toBe(0);
});
