import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import {
	type Running,
	SandboxClient,
	startSandbox,
} from '../../packages/braze-sandbox/src/index.mts';
import { checkAssumptions } from '../../tools/live/check.mts';
import { root } from '../../tools/setup/dependencies.js';

const run = promisify(execFile);
const USER = 'live-check';

describe('npm run check -- live', () => {
	let sandbox: Running;
	let client: SandboxClient;
	beforeAll(async () => {
		sandbox = await startSandbox();
		client = new SandboxClient(sandbox);
	});
	beforeEach(async () => {
		await client.reset();
		const campaigns = ['c', { id: 't', transactional: true }];
		await client.workspace({ campaigns, canvases: ['v'] });
	});
	afterAll(async () => await sandbox.close());

	const targets = { campaign: 'c', canvas: 'v', transactional: 't' };
	const check = async (mayWrite: boolean, apiKey = sandbox.apiKey, more: object = { targets }) =>
		await checkAssumptions({
			restEndpoint: sandbox.url,
			apiKey,
			user: USER,
			mayWrite,
			wait: async () => await client.release(),
			...more,
		});

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

	it('waits for what it has written', async () => {
		await client.lag({ maxHeld: 50 });
		const findings = await check(true);
		expect(findings.filter(({ verdict }) => verdict !== 'holds')).toEqual([]);
	});

	it('leaves out what needs a campaign unless one is named', async () => {
		const findings = await check(true, sandbox.apiKey, {});
		const seen = findings.filter(({ verdict }) => verdict === 'left out').map((one) => one.seen);
		expect(new Set(seen)).toEqual(
			new Set([
				'needs BRAZE_CAMPAIGN_ID',
				'needs BRAZE_CANVAS_ID',
				'needs BRAZE_TRANSACTIONAL_CAMPAIGN_ID',
			]),
		);
	});

	it.each([
		[{ attributesProcessed: 'externalIds' }, 4],
		[{ badEmail: 'leaveOut' }, 1],
		[{ badProperties: 'leaveOut' }, 1],
		[{ ecommerceErrors: 'refuse' }, 1],
		[{ ecommerceErrors: 'dropCounted' }, 2],
		[{ deletedCounts: 'found' }, 1],
		[{ renamedIds: 'old' }, 1],
		[{ aliasEvents: 'create' }, 1],
		[{ contactMatching: 'loose' }, 1],
		[{ phoneWithoutPlus: 'kept' }, 1],
		[{ phoneWithoutPlus: 'us' }, 1],
		[{ changedEmail: 'keeps' }, 1],
		[{ nestedNull: 'removes' }, 1],
		[{ longTexts: 'cut' }, 1],
	])('tells a Braze with %j from ours', async (settings, count) => {
		await client.workspace({ settings });
		const differing = (await check(true)).filter(({ verdict }) => verdict === 'differs');
		expect(differing.map(({ what }) => what)).toHaveLength(count);
		expect(differing.every(({ changes }) => changes !== '')).toBe(true);
	});

	it('tells what differs', async () => {
		await client.faults([{ path: '/users/alias/new', status: 500 }]);
		const differing = (await check(true)).filter(({ verdict }) => verdict === 'differs');
		expect(differing.map(({ what }) => what)).toContain('An alias for the user is answered 2xx');
	});

	it('takes a refused key for no finding', async () => {
		const findings = await check(true, 'unknown');
		const others = findings.filter(({ verdict }) => verdict !== 'no permission');
		// These need no key that is right.
		expect(others.map(({ what }) => what)).toEqual([
			'An address with a typing error is answered 403 or 404',
			'A path with a slash at its end is answered 403 or 404',
			'A normal key may not use /users/track/sync',
			'An unknown key is answered 401, with a message',
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
