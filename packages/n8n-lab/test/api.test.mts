import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stringify } from 'flatted';

import { n8nApi } from '../src/api.mts';

interface FakeResponse {
	status?: number;
	body: unknown;
}

/** Responds as n8n would; the responses to one request come one after the other. */
async function startFakeN8n(responses: Record<string, FakeResponse[]>) {
	const asked: string[] = [];
	const server = createServer((request, response) => {
		const name = `${request.method ?? ''} ${request.url ?? ''}`;
		asked.push(name);
		const given = responses[name] as FakeResponse[] | undefined;
		const { status = 200, body } = given?.shift() ?? { status: 404, body: 'Cannot do that' };
		response.writeHead(status, {
			'Content-Type': 'application/json',
			'Set-Cookie': `n8n-auth=${asked.length}; Path=/`,
		});
		response.end(JSON.stringify(body));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { server, asked, api: n8nApi(`http://127.0.0.1:${port}`) };
}

const WORKFLOW = { id: 'w', versionId: '1', name: 'W' };
const ACTIVATE = 'POST /rest/workflows/w/activate';
const STATUS = 'GET /rest/workflows/w/publication-status';

describe("n8n's API", () => {
	let server: Server;
	afterEach(() => {
		server.closeAllConnections();
		server.close();
	});

	async function fakeN8n(responses: Record<string, FakeResponse[]>) {
		const fake = await startFakeN8n(responses);
		({ server } = fake);
		return fake;
	}

	const published = (...states: Array<string | FakeResponse>) => ({
		[ACTIVATE]: [{ body: { data: {} } }],
		[STATUS]: states.map((state) =>
			typeof state === 'string' ? { body: { data: { status: state } } } : state,
		),
	});

	it('waits until a workflow is published', async () => {
		const { api, asked } = await fakeN8n(published('not_published', 'in_progress', 'published'));
		await api.publish(WORKFLOW);
		expect(asked).toEqual([ACTIVATE, STATUS, STATUS, STATUS]);
	});

	it('takes an n8n without a publication status at its word', async () => {
		const { api, asked } = await fakeN8n(published());
		await api.publish(WORKFLOW);
		expect(asked).toEqual([ACTIVATE, STATUS]);
	});

	it('says why a workflow could not be published', async () => {
		const { api } = await fakeN8n(published('failed'));
		await expect(api.publish(WORKFLOW)).rejects.toThrow('did not publish the workflow');
	});

	it('does not take an error for an n8n without a status', async () => {
		const error = { status: 500, body: { message: 'The database is gone' } };
		const { api } = await fakeN8n(published(error));
		await expect(api.publish(WORKFLOW)).rejects.toMatchObject({
			name: 'N8nApiError',
			status: 500,
			message: expect.stringContaining('The database is gone') as unknown,
		});
	});

	it('goes on with the latest session', async () => {
		const { api } = await fakeN8n({ [ACTIVATE]: [{ body: {} }, { body: {} }] });
		await api.call('post', '/workflows/w/activate');
		await api.call('post', '/workflows/w/activate');
		expect(api.cookie()).toBe('n8n-auth=2');
	});

	it('waits until an execution has ended', async () => {
		const execution = (status: string) => ({
			body: { data: { id: '7', status, data: stringify({}) } },
		});
		const states = ['new', 'running', 'error'].map(execution);
		const { api, asked } = await fakeN8n({ 'GET /rest/executions/7': states });
		expect((await api.finished('7')).status).toBe('error');
		expect(asked).toHaveLength(3);
	});

	it("reads an execution's data", async () => {
		const data = { resultData: { runData: { End: [{ executionTime: 1 }] } } };
		const body = { data: { id: '7', status: 'success', workflowId: 'w', data: stringify(data) } };
		const { api } = await fakeN8n({ 'GET /rest/executions/7': [{ body }] });
		expect(await api.execution('7')).toMatchObject({ status: 'success', data });
	});
});
