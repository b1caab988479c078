import { endpoints } from '../../packages/braze-sandbox/src/routes/index.mts';
import { Sandbox } from '../../packages/braze-sandbox/src/sandbox.mts';

/** The parts of a request that an endpoint looks at. */
interface Asked {
	method: string;
	path: string;
	body?: unknown;
	query?: object;
}

/**
 * A local Braze without a server: requests are calls, so that time can be a virtual clock's.
 *
 * @param now its time, which stands still; in milliseconds since 1970
 * @param workspace what it starts with, as the control API takes it
 */
export function brazeInProcess(now: number, workspace: object = {}) {
	const sandbox = new Sandbox('key', workspace);
	sandbox.clock.change({ now, stopped: true });
	const requests: Array<{ path: string; body: unknown; response: unknown }> = [];
	return {
		lag: sandbox.lag,
		requests,
		/** Its response; what a write changes waits as long as the lag says. */
		answer: ({ method, path, body: given, query = {} }: Asked) => {
			const body: unknown = typeof given === 'string' ? JSON.parse(given) : given;
			const endpoint = endpoints.find((one) => one.method === method && one.path === path);
			if (endpoint === undefined) throw new Error(`No endpoint ${method} ${path}`);
			const { apply, status, ...rest } = endpoint.handle({
				body,
				query: new URLSearchParams(
					Object.entries(query).flatMap(([name, value]) =>
						[value].flat().map((one): [string, string] => [name, String(one)]),
					),
				),
				params: {},
				base: 'http://localhost',
				workspace: sandbox.workspace,
			});
			if (apply && status < 300) sandbox.lag.take(apply);
			const response = JSON.parse(JSON.stringify(rest.body)) as unknown;
			requests.push({ path, body, response });
			return { kind: 'response' as const, status, headers: {}, body: response };
		},
	};
}
