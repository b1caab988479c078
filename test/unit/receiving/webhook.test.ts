import type {
	IExecuteFunctions,
	INodeExecutionData,
	IWebhookFunctions,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { TestNote } from '../../../nodes/receiving/call';
import { callOf, carryOut, passOn } from '../../../nodes/receiving/webhook';
import { FakeResponse } from './support/response';

const node = { id: 'node-1', name: 'When Komo calls', type: 'komoTrigger' };

/** What n8n offers to a node that is called. */
function n8nWith({ mode = 'webhook' as WorkflowExecuteMode, response = new FakeResponse() } = {}) {
	const log: string[] = [];
	const headers = { host: 'n8n.example' };
	const credentials: Record<string, object> = { komoWebhookApi: { secret: 'of Komo' } };
	const context = {
		getWorkflow: () => ({ id: 'workflow-1' }),
		getNode: () => node,
		getMode: () => mode,
		getHeaderData: () => headers,
		getQueryData: () => ({ secret: 'of the call' }),
		getRequestObject: () => ({ rawBody: Buffer.from('{"a":1}') }),
		getResponseObject: () => response,
		getCredentials: async (name: string) =>
			await (name in credentials
				? Promise.resolve(credentials[name])
				: Promise.reject(new Error('key x cannot decrypt y'))),
		logger: {
			info: (line: string) => log.push(`info: ${line}`),
			warn: (line: string) => log.push(`warn: ${line}`),
		},
	} as unknown as IWebhookFunctions;
	return { context, headers, response, log };
}

describe('a call, as n8n gives it', () => {
	it('has what was sent, and belongs to a node of a workflow', async () => {
		const { context, headers } = n8nWith();
		const call = callOf(context, 'komoWebhookApi');
		expect(call).toMatchObject({
			node: 'workflow-1/node-1',
			headers,
			query: { secret: 'of the call' },
		});
		expect(call.headers).not.toBe(headers);
		expect(await call.readBody()).toEqual({ value: { a: 1 }, bytes: 7 });
	});

	it.each<[WorkflowExecuteMode, boolean]>([
		['manual', true],
		['webhook', false],
		['trigger', false],
	])('in mode %s is on the test URL: %s', (mode, isTest) => {
		expect(callOf(n8nWith({ mode }).context, 'komoWebhookApi').isTest).toBe(isTest);
	});

	it('is gone once its caller has hung up', () => {
		const { context, response } = n8nWith();
		const { isGone } = callOf(context, 'komoWebhookApi');
		expect(isGone()).toBe(false);
		response.destroyed = true;
		expect(isGone()).toBe(true);
	});

	it('is checked by its credential; one that cannot be read holds no secret', async () => {
		const { context, log } = n8nWith();
		expect(await callOf(context, 'komoWebhookApi').readSecret()).toEqual({ secret: 'of Komo' });
		expect(log).toEqual([]);
		expect(await callOf(context, 'lostApi').readSecret()).toEqual({});
		expect(log).toEqual(['warn: When Komo calls: the credential could not be read']);
	});

	it('is logged with its node and workflow', () => {
		const { context, log } = n8nWith();
		const call = callOf(context, 'komoWebhookApi');
		call.log('info', '2 ignored.');
		call.log('warn', '1 refused.');
		expect(log).toEqual([
			'info: When Komo calls (workflow workflow-1): 2 ignored.',
			'warn: When Komo calls (workflow workflow-1): 1 refused.',
		]);
	});
});

describe('a decision', () => {
	it.each([undefined, { 'Retry-After': '1' }])('to respond, with headers %j', (headers) => {
		const { context, response } = n8nWith();
		const decision = { response: { status: 503, headers, body: { status: 'retry' } } };
		expect(carryOut(context, decision)).toEqual({ noWebhookResponse: true });
		expect([response.statusCode, response.ended]).toEqual([503, [['{"status":"retry"}']]]);
		expect([...response.headers]).toEqual(headers ? [['retry-after', '1']] : []);
	});

	it('to start an execution leaves the time of the response to n8n, but not the words', () => {
		const { context, response } = n8nWith();
		const items = [{ json: { a: 1 } }, { json: { a: 2 } }];
		const respondTo = jest.fn(() => ({ status: 202, body: { status: 'accepted' } }));
		expect(carryOut(context, { items, respondTo })).toStrictEqual({ workflowData: [items] });
		expect([respondTo.mock.calls, response.ended]).toEqual([[], []]);
		response.end();
		expect(respondTo.mock.calls).toEqual([[{ status: 200, isEmpty: true }]]);
		expect([response.statusCode, response.ended]).toEqual([202, [['{"status":"accepted"}']]]);
	});
});

describe('in the execution', () => {
	/** What the node passes on of what it was started with, and the hints that the editor shows. */
	function execute(items: INodeExecutionData[], note?: TestNote) {
		const { context } = n8nWith();
		const decision = { items, respondTo: () => undefined, note };
		const { workflowData = [] } = carryOut(context, decision);
		const hints: unknown[] = [];
		const [passed] = passOn({
			getNode: () => node,
			getInputData: () => workflowData[0],
			addExecutionHints: (...more: unknown[]) => hints.push(...more),
		} as unknown as IExecuteFunctions);
		return { passed, hints };
	}
	const items = [{ json: { a: 1 }, pairedItem: 0 }, { json: { a: 2 } }];

	it('items are passed on as they are', () => {
		expect(execute(items)).toStrictEqual({ passed: items, hints: [] });
	});

	it('of what would be ignored, the items are passed on alone, with a hint that says why', () => {
		expect(execute(items, { ignored: 'The event is not selected.' })).toStrictEqual({
			passed: [{ json: { a: 1 } }, { json: { a: 2 } }],
			hints: [
				{
					message: 'On the production URL this would be ignored. The event is not selected.',
					type: 'warning',
					location: 'outputPane',
				},
			],
		});
	});

	it('of what was refused, nothing is passed on, and an error says why', () => {
		const refused = { status: 400, reason: 'The body is empty.' };
		expect(() => execute([{ json: {} }], { refused })).toThrow(
			expect.objectContaining({
				message: 'The call was refused: The body is empty.',
				description: 'The sender was answered 400. Nothing was passed on.',
				node,
			}),
		);
	});

	it('nothing is made of no items', () => {
		const context = { getInputData: () => [] } as unknown as IExecuteFunctions;
		expect(passOn(context)).toEqual([[]]);
	});
});
