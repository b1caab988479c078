import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { BrazeApi } from '../../credentials/BrazeApi.credentials';
import { Braze } from '../../nodes/Braze/Braze.node';
import { startHurriedBraze } from './hurriedBraze.mts';
import { runNode } from './runNode.mts';

/** How a run differs from the usual one. */
interface RunOptions {
	onError?: 'continueRegularOutput' | 'continueErrorOutput' | 'stopWorkflow';
	signal?: AbortSignal;
	apiKey?: string;
	/** The workflow's time zone. */
	timezone?: string;
	/** Gets the node's context. */
	inspect?: (context: IExecuteFunctions) => void;
}

/** Made once, as in n8n: its description is that of all operations. */
const node = new Braze();

/** A local Braze, and the node run against it in n8n-core's own context; time passes faster for both. */
async function startBrazeWorld() {
	const { sandbox, client, reset, close } = await startHurriedBraze();

	return {
		url: sandbox.url,
		apiKey: sandbox.apiKey,
		close,
		client,
		reset,
		faults: async (rules: object[], seed = 1) => await client.faults(rules, seed),
		workspace: async (workspace: object) => await client.workspace(workspace),
		/** The bodies of the requests to one path, in the order they came. */
		sent: async (path: string): Promise<IDataObject[]> =>
			(await client.requests())
				.filter((request) => request.path === path)
				.map(({ body }) => body as IDataObject),
		/** All profiles, as the sandbox shows them. */
		profiles: async (): Promise<IDataObject[]> => (await client.profiles()) as IDataObject[],
		/**
		 * Runs the node over items and returns its first output: the outcomes alone, unless the
		 * parameters say otherwise.
		 */
		run: async (
			parameters: IDataObject,
			items: IDataObject[],
			{
				apiKey = sandbox.apiKey,
				onError = 'continueRegularOutput',
				signal,
				timezone,
				inspect,
			}: RunOptions = {},
		): Promise<INodeExecutionData[]> => {
			const outputs = await runNode({
				node,
				credentialType: new BrazeApi(),
				credentials: { instance: 'custom', restEndpoint: sandbox.url, apiKey },
				parameters: { includeInputFields: false, ...parameters },
				items,
				onError,
				signal,
				timezone,
				inspect,
			});
			return outputs[0];
		},
	};
}

type World = Awaited<ReturnType<typeof startBrazeWorld>>;

/**
 * A world for the tests of a file: started before them, reset before each, and closed at the end.
 *
 * @param isReset false for tests that build on each other, or reset it themselves
 */
export function useBrazeWorld({ isReset = true } = {}): World {
	const world = {} as World;
	beforeAll(async () => void Object.assign(world, await startBrazeWorld()));
	if (isReset) beforeEach(async () => await world.reset());
	afterAll(async () => await world.close());
	return world;
}
