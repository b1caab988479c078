import axios, { type AxiosInstance } from 'axios';

import { startSandbox } from '../../tools/sandbox';

/** A sandbox of the test's own, and a client with its key for which no status is an error. */
export interface Local {
	url: string;
	api: AxiosInstance;
	/** POSTs to the control API. */
	control(path: string, body?: object): Promise<void>;
	/** Sends to `/users/track` and expects this status. */
	track(body: object, status?: number): Promise<Record<string, unknown>>;
	/** The one profile that has this external ID. */
	user(externalId: string): Promise<Record<string, unknown>>;
	close(): Promise<void>;
}

export async function startLocal(): Promise<Local> {
	const sandbox = await startSandbox({ apiKey: 'test-key' });
	const api = axios.create({
		baseURL: sandbox.url,
		headers: { authorization: `Bearer ${sandbox.apiKey}` },
		validateStatus: () => true,
	});
	return {
		url: sandbox.url,
		api,
		async control(path, body = {}) {
			const { status, data } = await api.post(`/_sandbox/${path}`, body);
			if (status !== 200) throw new Error(`control ${path}: ${JSON.stringify(data)}`);
		},
		async track(body, status = 201) {
			const answer = await api.post('/users/track', body);
			expect({ status: answer.status, data: answer.data }).toMatchObject({ status });
			return answer.data;
		},
		async user(externalId) {
			const { data } = await api.post('/users/export/ids', { external_ids: [externalId] });
			expect(data.users).toHaveLength(1);
			return data.users[0];
		},
		close: async () => await sandbox.close(),
	};
}
