import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import {
	SandboxClient,
	startSandbox,
	type Running,
} from '../../packages/braze-sandbox/src/index.mts';
import { root } from '../../tools/setup/dependencies.js';
import { checkAssumptions } from '../../tools/live/check.mts';

const run = promisify(execFile);
const USER = 'live-check';

describe('npm run verify:live', () => {
	let sandbox: Running;
	let client: SandboxClient;
	beforeAll(async () => {
		sandbox = await startSandbox();
		client = new SandboxClient(sandbox);
	});
	beforeEach(async () => await client.reset());
	afterAll(async () => await sandbox.close());

	const check = async (mayWrite: boolean, apiKey = sandbox.apiKey) =>
		await checkAssumptions({ restEndpoint: sandbox.url, apiKey, user: USER, mayWrite });

	it('writes nothing unless it may', async () => {
		const findings = await check(false);
		expect(findings.filter(({ verdict }) => verdict === 'holds').length).toBeGreaterThan(4);
		expect(findings.some(({ verdict }) => verdict === 'left out')).toBe(true);
		expect(await client.profiles()).toEqual([]);
	});

	it('finds what the sandbox was built by, and leaves no user behind', async () => {
		const findings = await check(true);
		expect(findings.filter(({ verdict }) => verdict !== 'holds')).toEqual([]);
		expect(await client.profiles()).toEqual([]);
	});

	it('tells what differs', async () => {
		await client.faults([{ path: '/users/alias/new', status: 500 }]);
		const differing = (await check(true)).filter(({ verdict }) => verdict === 'differs');
		expect(differing.map(({ what }) => what)).toEqual(['An alias for the user is answered 2xx']);
	});

	it('takes a refused key for no finding', async () => {
		const findings = await check(true, 'unknown');
		const others = findings.filter(({ verdict }) => verdict !== 'no permission');
		// An address that does not exist needs no key to say so.
		expect(others.map(({ what }) => what)).toEqual([
			'An address with a typing error is answered 403 or 404',
		]);
	});

	it('prints a table, and nothing of the key', async () => {
		const file = join(root, 'tools', 'live', 'index.mts');
		const env = {
			...process.env,
			BRAZE_REST_ENDPOINT: sandbox.url,
			BRAZE_API_KEY: sandbox.apiKey,
		};
		await client.faults([{ path: '/users/trak', echoAuthorization: true }]);
		const { stdout, stderr } = await run(process.execPath, ['--import', 'tsx', file], {
			cwd: root,
			env,
		}).catch((error: unknown) => error as { stdout: string; stderr: string });
		expect(stdout).toContain('| Assumption');
		expect(stdout + stderr).not.toContain(sandbox.apiKey);
	});
});
