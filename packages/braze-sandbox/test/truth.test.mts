import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Local } from './support/client.mts';

/** One request of a case, and what its response must show. */
interface Step {
	do: {
		method: string;
		path: string;
		body?: unknown;
		raw?: string;
		headers?: Record<string, string>;
	};
	expect: { status: number[]; body?: unknown };
}

interface Case {
	name: string;
	steps: Step[];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The first difference between a response and what is expected of it, by path; else null. */
function difference(expected: unknown, actual: unknown, at = 'body'): string | null {
	if (Array.isArray(expected)) {
		if (!Array.isArray(actual) || actual.length !== expected.length) {
			return `${at} should have ${expected.length} elements: ${JSON.stringify(actual)}`;
		}
		return firstOf(expected.map((value, i) => difference(value, actual[i], `${at}[${i}]`)));
	}
	if (!isObject(expected)) {
		return Object.is(expected, actual) ? null : `${at} is ${JSON.stringify(actual)}`;
	}
	if (expected.$absent === true)
		return actual === undefined || actual === null ? null : `${at} is there`;
	if (expected.$string === true) return typeof actual === 'string' ? null : `${at} is no text`;
	if (!isObject(actual)) return `${at} is ${JSON.stringify(actual)}`;
	return firstOf(
		Object.entries(expected).map(([key, value]) => difference(value, actual[key], `${at}.${key}`)),
	);
}

const firstOf = (found: Array<string | null>) => found.find((text) => text !== null) ?? null;

describe("Braze's documented behavior", () => {
	let local: Local;
	beforeAll(async () => (local = await Local.start()));
	afterAll(async () => await local.close());
	beforeEach(async () => await local.control('reset'));

	const file = path.join(import.meta.dirname, 'braze-truth.json');
	const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] };

	it.each(cases.map(({ name, steps }) => [name, steps] as const))('%s', async (_, steps) => {
		for (const { do: request, expect: expected } of steps) {
			const { method, path: url, body, raw, headers } = request;
			const answer = await local.request(method, url, { body, text: raw, headers });
			expect(expected.status).toContain(answer.status);
			expect(difference(expected.body ?? {}, answer.data)).toBeNull();
		}
	});

	it('compares responses strictly enough to fail', () => {
		expect(difference({ a: [1] }, { a: [1, 2] })).toContain('body.a should have 1');
		expect(difference({ a: { $absent: true } }, { a: 0 })).toContain('is there');
		expect(difference({ a: 1 }, { a: '1' })).toContain('body.a is "1"');
	});
});
