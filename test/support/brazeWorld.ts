import axios from 'axios';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { BrazeApi } from '../../credentials/BrazeApi.credentials';
import { Braze } from '../../nodes/Braze/Braze.node';
import { startSandbox } from '../../tools/sandbox';
import { runNode } from './runNode';

/** How a run differs from the usual one. */
export interface RunOptions {
	onError?: 'continueRegularOutput' | 'continueErrorOutput' | 'stopWorkflow';
	signal?: AbortSignal;
	apiKey?: string;
}

/** A local Braze, and the node run against it in n8n-core's own context. */
export async function startBrazeWorld() {
	const sandbox = await startSandbox();
	const braze = axios.create({
		baseURL: sandbox.url,
		headers: { Authorization: `Bearer ${sandbox.apiKey}` },
		validateStatus: null,
	});
	const control = async (name: string, body: object) => {
		const { status, data } = await braze.post<object>(`/_sandbox/${name}`, body);
		if (status !== 200) throw new Error(`_sandbox/${name}: ${status} ${JSON.stringify(data)}`);
	};

	return {
		url: sandbox.url,
		apiKey: sandbox.apiKey,
		close: sandbox.close,
		braze,
		reset: async () => await control('reset', {}),
		faults: async (rules: object[], seed = 1) => await control('faults', { rules, seed }),
		workspace: async (workspace: object) => await control('workspace', workspace),
		/** Requests to one path, in the order they came; their bodies. */
		sent: async (path: string): Promise<IDataObject[]> => {
			const { data } = await braze.get<{ requests: Array<{ path: string; body: IDataObject }> }>(
				'/_sandbox/requests',
			);
			return data.requests
				.filter((request) => request.path === path)
				.map(({ body }) => body)
				.reverse();
		},
		/** All profiles, as the sandbox shows them. */
		profiles: async (): Promise<IDataObject[]> =>
			(await braze.get<{ profiles: IDataObject[] }>('/_sandbox/profiles')).data.profiles,
		/** Runs the node over items and gives its first output. */
		run: async (
			parameters: IDataObject,
			items: IDataObject[],
			{ apiKey = sandbox.apiKey, onError = 'continueRegularOutput', signal }: RunOptions = {},
		): Promise<INodeExecutionData[]> => {
			const outputs = await runNode({
				node: new Braze(),
				credentialType: new BrazeApi(),
				credentials: { instance: 'custom', restEndpoint: sandbox.url, apiKey },
				parameters,
				items,
				onError,
				signal,
			});
			return outputs[0];
		},
	};
}
