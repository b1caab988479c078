import { WorkspaceMemory } from '../../../../../nodes/Braze/track/workspace/names';
import { readerOf, jsonResponse } from '../../support/reader';

const MINUTE = 60_000;

const attributes = [
	{ name: 'team', data_type: 'String', status: 'Active', array_length: null },
	{ name: 'teams', data_type: 'Array', array_length: 5 },
	{ data_type: 'no name' },
];

/** A workspace whose lists hold these, or refuse to be read. */
const workspace = (refused?: string) =>
	readerOf(({ path }) => {
		if (path === refused) return jsonResponse({ message: 'no' }, 400);
		return path === '/events'
			? jsonResponse({ message: 'success', events: [{ name: 'entered', status: 'Trashed' }] })
			: jsonResponse({ message: 'success', attributes });
	});

describe('the names of a workspace', () => {
	it('are its attributes and events, with what is known of them', async () => {
		const { client } = workspace();
		const read = await new WorkspaceMemory().read('w', client);
		expect(read).toEqual({
			attributes: new Map([
				['team', { dataType: 'String', status: 'Active' }],
				['teams', { dataType: 'Array', arrayLength: 5 }],
			]),
			events: new Map([['entered', { status: 'Trashed' }]]),
			isWhole: true,
		});
	});

	it('are read once in ten minutes, for each workspace', async () => {
		const memory = new WorkspaceMemory();
		const { client, clock, requests } = workspace();
		const after = async (minutes: number, name: string) => {
			await clock.run(clock.sleep(minutes * MINUTE));
			await memory.read(name, client);
			return requests.length;
		};
		expect([
			await after(0, 'one'),
			await after(9.9, 'one'),
			await after(0, 'other'),
			await after(0.1, 'one'),
		]).toEqual([2, 2, 4, 6]);
	});

	it('are not kept where they could not be read', async () => {
		for (const path of ['/custom_attributes', '/events']) {
			const memory = new WorkspaceMemory();
			expect(await memory.read('w', workspace(path).client)).toEqual({ refusal: 'no' });
			expect(await memory.read('w', workspace().client)).toHaveProperty('isWhole', true);
		}
	});

	it('are of so many workspaces; who was read first is forgotten first', async () => {
		const memory = new WorkspaceMemory();
		const { client, requests } = workspace();
		for (let n = 0; n <= 20; n++) await memory.read(`w${n}`, client);
		const before = requests.length;
		await memory.read('w20', client);
		await memory.read('w1', client);
		expect(requests.length).toBe(before);
		await memory.read('w0', client);
		expect(requests.length).toBe(before + 2);
	});

	it('are not all where a list is longer than is read', async () => {
		const { client } = readerOf(({ path }, call) =>
			jsonResponse({ [path.slice(1)]: [], custom_attributes: [], attributes: [] }, 200, {
				link: `<?cursor=${call}>; rel="next"`,
			}),
		);
		expect(await new WorkspaceMemory().read('w', client)).toHaveProperty('isWhole', false);
	});
});
