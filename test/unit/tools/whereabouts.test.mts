import type { Execution, N8nApi } from '../../../packages/n8n-lab/src/api.mts';
import { whereabouts } from '../../../tools/faults/whereabouts.mts';

/** Executions of the workflow, the latest first, a page each; and what each holds. */
const PAGES: Array<Array<Execution & { data: object }>> = [
	[
		{ id: '3', status: 'success', workflowId: 'w', data: { submission: 'one' } },
		{ id: '2', status: 'error', workflowId: 'w', data: { submissions: ['two', 'one-more'] } },
	],
	[{ id: '1', status: 'crashed', workflowId: 'w', data: { submission: 'one' } }],
];

/** What n8n answers to a request for executions: a page, and where the next begins. */
const api = {
	call: (_method: string, path: string) => {
		const { searchParams } = new URL(path, 'http://n8n');
		expect(JSON.parse(searchParams.get('filter') ?? '')).toEqual({ workflowId: 'w' });
		const page = Number(searchParams.get('cursor') ?? 0);
		const nextCursor = page + 1 < PAGES.length ? String(page + 1) : null;
		return Promise.resolve({ results: PAGES[page], nextCursor });
	},
	execution: (id: string) => Promise.resolve(PAGES.flat().find((execution) => execution.id === id)),
} as unknown as N8nApi;

test('says in executions of which status submissions are, on all pages', async () => {
	expect(await whereabouts(api, 'w', ['one', 'two', 'three', 'four'])).toEqual({
		'crashed, success': 1,
		error: 1,
		nowhere: 2,
	});
});
