import axios from 'axios';

import { startCaddy } from '../../../packages/n8n-lab/src/cluster/caddy.mts';
import { findCaddy } from '../../../packages/n8n-lab/src/cluster/programs.mts';
import { makeParentFolder } from '../../../packages/n8n-lab/src/cluster/service.mts';
import { freePorts } from '../../../packages/n8n-lab/src/system/ports.mts';
import { CADDYFILE } from '../../../tools/n8n/start.mts';
import { startStrangeServer } from '../../support/strangeServer.mts';
import { until } from '../../support/until.mts';

const STARTING = 'n8n is starting up. Please wait';
const CALLS = 20;

/** Answers with its name, or as n8n does while it starts. */
async function startFakeN8n(name: string) {
	const server = await startStrangeServer();
	const beReady = (isReady: boolean) => {
		server.responds((response, { path }) => {
			if (path === '/healthz/readiness') response.statusCode = isReady ? 200 : 503;
			response.end(isReady ? name : STARTING);
		});
	};
	beReady(true);
	return { ...server, port: Number(new URL(server.url).port), beReady };
}

const caddy = findCaddy();

/** It needs Debian's package caddy, which the cluster and the fault test install. */
(caddy ? describe : describe.skip)('deploy/Caddyfile', () => {
	const closing: Array<() => unknown> = [];
	afterEach(async () => {
		for (const close of closing.splice(0).reverse()) await close();
	});

	async function scene({ areReady }: { areReady: boolean[] }) {
		const main = await startFakeN8n('main');
		const webhooks = [await startFakeN8n('webhook 1'), await startFakeN8n('webhook 2')];
		for (const { close } of [main, ...webhooks]) closing.push(close);
		for (const [at, webhook] of webhooks.entries()) webhook.beReady(areReady[at]);
		const { folder, remove } = makeParentFolder('caddy-test-');
		closing.push(remove);
		const [port] = await freePorts(1);
		const ports = { port, main: main.port, webhooks: webhooks.map((webhook) => webhook.port) };
		const proxy = await startCaddy(String(caddy), CADDYFILE, folder, ports);
		closing.push(() => proxy.stop());

		const send = async (path: string) => {
			const url = `http://127.0.0.1:${port}${path}`;
			const { status, data } = await axios.post<string>(url, '{}', { validateStatus: null });
			return status === 200 ? data : status;
		};
		/** @returns what several calls at once are answered */
		const answers = async () => {
			const calls = Array.from({ length: CALLS }, () => send('/webhook/id/komo'));
			return new Set(await Promise.all(calls));
		};
		/** Waits until they are answered by all of these and nobody else. */
		const untilAnswered = async (...wanted: Array<string | number>) =>
			await until(`answer of ${wanted.join(' and ')} alone`, async () => {
				const given = await answers();
				const isSo = given.size === wanted.length && wanted.every((one) => given.has(one));
				return isSo || undefined;
			});
		return { webhooks, send, answers, untilAnswered };
	}

	it('sends production calls to the webhook processes, everything else to main', async () => {
		const { send, untilAnswered } = await scene({ areReady: [true, true] });
		await untilAnswered('webhook 1', 'webhook 2');
		expect(await send('/webhook-test/id/komo')).toBe('main');
	});

	it('sends nothing to a process that is starting, until that is ready', async () => {
		const { webhooks, answers, untilAnswered } = await scene({ areReady: [true, false] });
		await untilAnswered('webhook 1');
		for (let round = 0; round < 5; round++) {
			expect(await answers()).toEqual(new Set(['webhook 1']));
		}
		webhooks[1].beReady(true);
		await untilAnswered('webhook 1', 'webhook 2');
	});

	it('refuses calls while no process is ready', async () => {
		const { webhooks, untilAnswered } = await scene({ areReady: [false, false] });
		await untilAnswered(503);
		webhooks[0].beReady(true);
		await untilAnswered('webhook 1');
	});
});
