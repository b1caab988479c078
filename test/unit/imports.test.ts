import { circlesIn, importGraph } from '../support/importGraph.mts';

/** The rooms of nodes/Braze, each of which may import those beside and after it, and none before. */
const ROOMS = [
	['Braze.node.ts', 'BrazeTrigger.node.ts'],
	['resources', 'trigger'],
	['track'],
	['fields'],
	['runtime', 'editor'],
	['batch', 'mapping'],
	['api'],
	['model'],
];

const PURE = ['batch', 'mapping', 'api', 'model'];

const graph = importGraph('nodes');

/** Each import of one file by another. */
const arrows = [...graph].flatMap(([from, { own }]) => own.map((to) => [from, to] as const));

const shown = (some: ReadonlyArray<readonly [string, string]>) =>
	some.map(([from, to]) => `${from} > ${to}`);

/** The folder that a file of `nodes` stands in. */
const folderOf = (file: string) => file.split('/')[0];

const isBraze = (file: string) => folderOf(file) === 'Braze';

const roomOf = (file: string) => file.split('/')[1];

const placeOf = (file: string) => ROOMS.findIndex((rooms) => rooms.includes(roomOf(file)));

describe('imports', () => {
	it('are seen at all', () => {
		expect(graph.size).toBeGreaterThan(100);
		expect(arrows.length).toBeGreaterThan(300);
	});

	it('lead to files that there are, or to what n8n and Node.js give', () => {
		expect(shown(arrows.filter(([, to]) => !graph.has(to)))).toEqual([]);
		const others = new Set([...graph.values()].flatMap((imports) => imports.others));
		expect([...others].sort()).toEqual(['crypto', 'n8n-workflow']);
	});

	it('have no circle', () => {
		expect(circlesIn(graph)).toEqual([]);
	});

	it('of nodes/Braze lead from a room to those after it', () => {
		const files = [...graph.keys()].filter(isBraze);
		expect(files.filter((file) => placeOf(file) === -1)).toEqual([]);
		const inside = arrows.filter((arrow) => arrow.every(isBraze));
		expect(shown(inside.filter(([from, to]) => placeOf(from) > placeOf(to)))).toEqual([]);
	});

	it('lead from Komo and Braze to what triggers share, never back, and not to each other', () => {
		const folders = [...graph.keys()].map(folderOf);
		expect([...new Set(folders)].sort()).toEqual(['Braze', 'Komo', 'receiving']);
		const strange = arrows.filter(
			([from, to]) => folderOf(from) !== folderOf(to) && folderOf(to) !== 'receiving',
		);
		expect(shown(strange)).toEqual([]);
	});

	it('of the pure rooms know no context of n8n, and none of its errors', () => {
		const context =
			/\b(I\w*Functions|NodeOperationError|NodeApiError|sleep)\b[^;]* from 'n8n-workflow'/;
		const called = [...graph]
			.filter(([file]) => isBraze(file) && PURE.includes(roomOf(file)))
			.filter(([, { source }]) => context.test(source));
		expect(called.map(([file]) => file)).toEqual([]);
	});
});
