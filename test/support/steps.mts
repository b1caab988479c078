/*
 * Counts what code does, in steps instead of milliseconds: each block and function of `nodes/` that ran
 * (V8 counts them), and each element or character that one of JavaScript's own functions went over.
 * Import it before what is to be counted: what V8 has compiled before has no counters.
 *
 * (Not seen: copying an object by spreading it, and backtracking of regular expressions, which
 * test/unit/regexes.test.mts looks at.)
 */

import inspector from 'node:inspector';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';

// V8 throws away the code of a function that has not run for a while, and its counters with it.
setFlagsFromString('--no-flush-bytecode');

const NODES = `${path.sep}nodes${path.sep}`;

const session = new inspector.Session();
session.connect();

/** (In the same thread its result is there before it returns.) */
function ask(method: string, parameters: object = {}): unknown {
	let result: unknown;
	session.post(method, parameters, (error: Error | null, found?: object) => {
		if (error !== null) throw error;
		result = found;
	});
	return result;
}

ask('Profiler.enable');
ask('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
// Counting makes all that runs after it slower.
afterAll(() => {
	session.disconnect();
});

interface Coverage {
	result: Array<{ url: string; functions: Array<{ ranges: Array<{ count: number }> }> }>;
}

/** Takes the counts since the last time. */
function takeCounts(): number {
	const { result } = ask('Profiler.takePreciseCoverage') as Coverage;
	let steps = 0;
	for (const { url, functions } of result) {
		if (!url.includes(NODES) || url.includes('node_modules')) continue;
		for (const { ranges } of functions) for (const { count } of ranges) steps += count;
	}
	return steps;
}

let gone = 0;

/** Counts what one of JavaScript's own functions goes over. @returns how to end that */
function watch(
	owner: object,
	name: PropertyKey,
	sizeOf: (self: unknown, result: unknown) => number,
) {
	const own = owner as Record<PropertyKey, (...given: unknown[]) => unknown>;
	const original = own[name];
	Object.defineProperty(own, name, {
		configurable: true,
		writable: true,
		value(this: unknown, ...given: unknown[]) {
			const result = Reflect.apply(original, this, given);
			gone += sizeOf(this, result);
			return result;
		},
	});
	return () => {
		Object.defineProperty(own, name, { configurable: true, writable: true, value: original });
	};
}

const lengthOf = (self: unknown) => (self as { length: number }).length;
const sizeOf = (self: unknown) => (self as { size: number }).size;
const lengthOfResult = (_: unknown, result: unknown) =>
	(result as { length?: number } | undefined)?.length ?? 0;

/** Characters and elements count alike. */
const WATCHED: ReadonlyArray<[object, PropertyKey, (self: unknown, result: unknown) => number]> = [
	...(['includes', 'indexOf', 'lastIndexOf', 'join', 'sort', 'flat', Symbol.iterator] as const).map(
		(name): [object, PropertyKey, typeof lengthOf] => [Array.prototype, name, lengthOf],
	),
	[Array.prototype, 'slice', lengthOfResult],
	[Array.prototype, 'concat', lengthOfResult],
	[Map.prototype, Symbol.iterator, sizeOf],
	[Set.prototype, Symbol.iterator, sizeOf],
	[Object, 'keys', lengthOfResult],
	[Object, 'values', lengthOfResult],
	[Object, 'entries', lengthOfResult],
	[JSON, 'stringify', lengthOfResult],
];

/** What two pieces of work take. */
interface Comparison {
	/** How many steps the first takes. */
	steps: number;
	/** How many times as many steps the second takes. */
	ratio: number;
}

/** How often a comparison is made, at most, if it comes out higher than expected. */
const TRIES = 3;

/**
 * Compares two pieces of work. What is kept for the next time, such as a table that is made once, counts
 * only where it is made, and V8 may lose a count when it collects garbage: so what comes out higher than
 * expected is counted again.
 *
 * @param expected the ratio, at most
 */
export async function compareSteps(
	first: () => unknown,
	second: () => unknown,
	expected: number,
): Promise<Comparison> {
	let steps = 0;
	let ratio = Infinity;
	takeCounts();
	for (let tries = 0; tries < TRIES && ratio > expected; tries++) {
		steps = await countSteps(first);
		ratio = (await countSteps(second)) / steps;
	}
	return { steps, ratio };
}

/** How many steps work takes, if nothing has run since the counts were last taken (which is slow). */
async function countSteps(work: () => unknown): Promise<number> {
	const undo = WATCHED.map(([owner, name, size]) => watch(owner, name, size));
	gone = 0;
	try {
		await work();
	} finally {
		for (const one of undo) one();
	}
	return gone + takeCounts();
}
