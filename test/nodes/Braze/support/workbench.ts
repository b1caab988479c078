import type { INodeExecutionData } from 'n8n-workflow';

import { BrazeApi } from '../../../../credentials/BrazeApi.credentials';
import { Braze } from '../../../../nodes/Braze/Braze.node';
import { startHurriedBraze } from '../../../support/hurriedBraze.mts';
import { loadOptionsContext, runNode } from '../../../support/runNode.mts';

/** A request as the sandbox got it. */
export interface Received {
	method: string;
	path: string;
	body: unknown;
	status: number;
}

type Settings = Omit<Parameters<typeof runNode>[0], 'node' | 'credentialType' | 'credentials'>;

/** The node, and a Braze of its own to run it against; time passes faster for both. */
async function openWorkbench() {
	const { sandbox, client, reset, close } = await startHurriedBraze();
	const credentials = {
		instance: 'custom',
		restEndpoint: sandbox.url,
		apiKey: sandbox.apiKey,
	};
	const node = new Braze();
	const setup = { node, credentialType: new BrazeApi(), credentials };

	const control = async (path: string, body?: object): Promise<unknown> => {
		const { status, data } = await (body ? client.post(path, body) : client.get(path));
		if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(data)}`);
		return data;
	};

	/** Runs an operation, and gives its output items: the outcomes alone, unless the parameters say. */
	const items = async (name: string, settings: Settings = {}): Promise<INodeExecutionData[]> => {
		const [resource, operation] = name.split('.');
		const parameters = { resource, operation, includeInputFields: false, ...settings.parameters };
		const [output] = await runNode({ ...setup, ...settings, parameters });
		return output;
	};

	return {
		node,
		setup,
		/** Talks to the sandbox itself: a Braze endpoint or its control. */
		braze: control,
		items,
		/** Runs an operation, and gives the JSON of its output items. */
		run: async (
			name: string,
			parameters: object,
			input: object[] = [{}],
			settings: Settings = {},
		) =>
			(await items(name, { continueOnFail: true, ...settings, parameters, items: input })).map(
				({ json }) => json,
			),
		/** Runs an operation that stops at errors, and gives its error. */
		fail: async (name: string, parameters: object, input: object[] = [{}]) =>
			await items(name, { parameters, items: input }).then(
				() => {
					throw new Error('It did not fail');
				},
				(error: Error & { description?: string }) => error,
			),
		/** What the node has sent since the last reset, oldest first. */
		requests: async (): Promise<Received[]> =>
			(await client.requests()).map(({ method, path, body, status }) => ({
				method,
				path,
				body,
				status,
			})),
		reset,
		lists: () => loadOptionsContext(setup),
		close,
	};
}

type Workbench = Awaited<ReturnType<typeof openWorkbench>>;

/** A bench for the tests of a file: opened before them, reset before each, and closed at the end. */
export function useWorkbench(): Workbench {
	const bench = {} as Workbench;
	beforeAll(async () => void Object.assign(bench, await openWorkbench()));
	beforeEach(async () => await bench.reset());
	afterAll(async () => await bench.close());
	return bench;
}
