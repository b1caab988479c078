import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { until } from './support/until.mts';

/** A server that ignores SIGTERM, and starts another, as n8n starts its task runners. */
const SERVER = `
	process.on('SIGTERM', () => undefined);
	setInterval(() => undefined, 1000);
	const other = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
	console.log(process.pid, other.pid);
`;

/** A tool with a throw-away folder and such a server; another folder is no longer watched over. */
const TOOL = `
	import fs from 'node:fs';
	import { spawnServer } from './src/system/server.mts';
	import { watchOver } from './src/system/survivors.js';
	import { makeTemporaryFolder } from './src/system/temporaryFolder.mts';
	const { folder } = makeTemporaryFolder('survivors-');
	fs.writeFileSync(folder + '/data', 'x');
	const kept = fs.mkdtempSync(process.env.TMPDIR + '/kept-');
	watchOver({ folder: kept })();
	spawnServer(process.execPath, ['-e', process.argv[1]], {
		env: process.env,
		cwd: folder,
		log: (pids) => console.log(JSON.stringify({ folder, kept, pids: pids.split(' ').map(Number) })),
	});
`;

interface Started {
	tool: ChildProcess;
	folder: string;
	kept: string;
	pids: number[];
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
	} catch {
		return false;
	}
	// It may be a zombie: ended, but not reaped, as in a container without an init process.
	if (!fs.existsSync('/proc/self/status')) return true;
	try {
		return !/^State:\tZ/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
	} catch {
		// It has ended since.
		return false;
	}
}

let place: string;
let started: Started | undefined;

async function start(): Promise<Started> {
	const args = ['--import', 'tsx', '--input-type=module', '-e', TOOL, SERVER];
	const tool = spawn(process.execPath, args, {
		cwd: path.join(import.meta.dirname, '..'),
		env: { ...process.env, TMPDIR: place },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const line = await new Promise<string>((resolve, reject) => {
		createInterface({ input: tool.stdout }).once('line', resolve);
		tool.once('exit', (code) => {
			reject(new Error(`The tool ended with code ${String(code)}.`));
		});
	});
	return { tool, ...(JSON.parse(line) as Omit<Started, 'tool'>) };
}

beforeEach(() => {
	place = fs.mkdtempSync(path.join(os.tmpdir(), 'survivors-test-'));
});

afterEach(() => {
	for (const pid of [started?.tool.pid, ...(started?.pids ?? [])]) {
		if (pid !== undefined && isAlive(pid)) process.kill(pid, 'SIGKILL');
	}
	fs.rmSync(place, { recursive: true, force: true });
});

describe('a tool that has started a server', () => {
	it.each(['SIGKILL', 'SIGINT', 'SIGHUP', 'SIGTERM'] as const)(
		'leaves neither processes nor files after %s',
		async (signal) => {
			started = await start();
			const { tool, folder, kept, pids } = started;
			expect(pids.map(isAlive)).toEqual([true, true]);
			expect(fs.existsSync(folder)).toBe(true);
			tool.kill(signal);
			await until('end of everything', () => !pids.some(isAlive) && !fs.existsSync(folder));
			expect(fs.readdirSync(place).filter((name) => !name.startsWith('tsx-'))).toEqual([
				path.basename(kept),
			]);
		},
	);
});
