import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { resources } from '../../nodes/Braze/resources/index.ts';
import { root as ROOT } from '../../tools/setup/dependencies.js';

/** A row of the table: an endpoint, and the operation that uses it or why none does. */
interface Row {
	endpoint: string;
	operation: string;
}

function tableRows(): Row[] {
	const page = readFileSync(path.join(ROOT, 'docs/coverage.md'), 'utf8');
	return [...page.matchAll(/^\| `([A-Z]+ \/[^`]*)` \| (.+) \|$/gm)].map(
		([, endpoint, operation]) => ({ endpoint, operation }),
	);
}

const rows = tableRows();

const named = (names: string[]) => [...new Set(names)].sort();

const inTable = rows.map(({ operation }) => operation).filter((text) => !text.startsWith('none: '));

/** Whatever stands for a part of a path: `{id}`, `${name}`. */
const shape = (endpoint: string) => endpoint.replace(/\$?\{[^}]*\}/g, '{}').replace(/\/$/, '');

describe('the table of Braze’s endpoints', () => {
	it('has each endpoint once', () => {
		expect(rows.length).toBeGreaterThan(100);
		const shapes = rows.map(({ endpoint }) => shape(endpoint));
		expect(shapes).toEqual([...new Set(shapes)]);
	});

	it('names all operations that there are, and no other', () => {
		const operations = resources.flatMap(({ name, operations: all }) =>
			all.map((operation) => `${name} > ${operation.name}`),
		);
		expect(named(inTable)).toEqual(named(operations));
	});

	it('says why, where there is none', () => {
		const mute = rows.filter(
			({ operation }) => !inTable.includes(operation) && operation.length < 'none: '.length + 5,
		);
		expect(mute).toEqual([]);
	});

	it('has every path that the node asks for, as one that an operation uses', () => {
		const used = new Set(
			rows
				.filter(({ operation }) => inTable.includes(operation))
				.map(({ endpoint }) => shape(endpoint.replace(/^[A-Z]+ /, ''))),
		);
		const files = readdirSync(path.join(ROOT, 'nodes/Braze'), { recursive: true })
			.map(String)
			.filter((file) => file.endsWith('.ts'));
		const asked = files.flatMap((file) => {
			const source = readFileSync(path.join(ROOT, 'nodes/Braze', file), 'utf8');
			return [...source.matchAll(/\bpath: '(\/[^']+)'/g)].map(([, asks]) => asks);
		});
		expect(asked.length).toBeGreaterThan(30);
		const isUsed = (asks: string) =>
			used.has(asks) || [...used].some((one) => one.startsWith(`${asks}/`));
		expect(asked.filter((asks) => !isUsed(asks))).toEqual([]);
	});

	const collection = path.join(ROOT, '../shared/data/braze-openapi.json');
	const itIfThere = existsSync(collection) ? it : it.skip;
	itIfThere('has every endpoint of Braze’s own collection', () => {
		const { paths } = JSON.parse(readFileSync(collection, 'utf8')) as {
			paths: Record<string, Record<string, unknown>>;
		};
		const theirs = Object.entries(paths).flatMap(([where, methods]) =>
			Object.keys(methods).map((method) => shape(`${method.toUpperCase()} ${where}`)),
		);
		// (The collection has one by the wrong method.)
		const mended = theirs.map((one) =>
			one === 'GET /messages/live_activity/update' ? one.replace('GET', 'POST') : one,
		);
		const ours = new Set(rows.map(({ endpoint }) => shape(endpoint)));
		expect(mended.filter((one) => !ours.has(one))).toEqual([]);
	});
});
