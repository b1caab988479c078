import fs from 'node:fs';
import path from 'node:path';

import { readJson } from '../../../packages/n8n-lab/src/system/json.mts';
import { find, help, tasks } from '../../../tools/run.js';
import { isCheck } from '../../../tools/setup/checks.mts';
import { root } from '../../../tools/setup/dependencies.js';

const SANDBOX = path.join('packages', 'braze-sandbox');
const LAB = path.join('packages', 'n8n-lab');

const scriptsOf = (folder: string) =>
	(readJson(path.join(root, folder, 'package.json')) as { scripts: Record<string, string> })
		.scripts;

const scripts = scriptsOf('.');
const sandboxScripts = scriptsOf(SANDBOX);

const leaves = Object.entries(tasks).flatMap(([name, task]) =>
	'of' in task
		? Object.entries(task.of).map(([part, leaf]) => ({ name: `${name} ${part}`, leaf }))
		: [{ name, leaf: task }],
);

/** Where somebody reads which command to run. */
const PAGES = ['.', 'docs', 'deploy', SANDBOX, LAB, '.github/workflows', '.github'];

const pages = () =>
	PAGES.flatMap((folder) =>
		fs.readdirSync(path.join(root, folder)).map((name) => path.join(folder, name)),
	).filter((file) => /\.(md|yml)$/.test(file));

/** Where a tool says how it is used. */
const programs = () =>
	fs
		.readdirSync(path.join(root, 'tools'), { recursive: true, encoding: 'utf8' })
		.map((name) => path.join('tools', name))
		.filter((file) => /\.(mts|js)$/.test(file) && file !== path.join('tools', 'run.js'));

/** @returns the command lines of this project that a text names, e.g. `bench`, `track` */
function commandsIn(text: string): string[][] {
	const named = text.matchAll(/npm (run \w[\w:-]*(?: -- \w[\w-]*)?|test\b)/g);
	return [...named].map(([, words]) => words.replace(/^run /, '').split(' -- '));
}

describe('the tasks', () => {
	it.each(leaves)('$name names checks and programs that there are', ({ leaf }) => {
		expect((leaf.checks ?? []).flat().filter((name) => !isCheck(name))).toEqual([]);
		if (leaf.script) expect(fs.existsSync(path.join(root, leaf.script))).toBe(true);
		expect(Boolean(leaf.script)).not.toBe(Boolean(leaf.checks));
	});

	it('are the scripts of package.json', () => {
		const own = Object.entries(scripts).filter(([, script]) => script.includes('tools/run.js'));
		expect(Object.fromEntries(own)).toEqual(
			Object.fromEntries(Object.keys(tasks).map((name) => [name, `node tools/run.js ${name}`])),
		);
	});

	it('test:all is test and, after it, what test leaves out', () => {
		const checksOf = (...words: string[]) => find(words)?.task.checks ?? [];
		expect(checksOf('test:all')).toEqual([...checksOf('test'), ...checksOf('check', 'rest')]);
	});

	it('are found by their words, with the rest as arguments', () => {
		expect(find(['check', 'faults', '--quick'])?.args).toEqual(['--quick']);
		expect(find(['test:unit', '-t', 'x'])?.args).toEqual(['-t', 'x']);
		for (const words of [[], ['check'], ['nothing'], ['bench', 'toString'], ['constructor']]) {
			expect(find(words)).toBeUndefined();
		}
	});

	it('are all in the help, one line each', () => {
		const lines = help().split('\n');
		for (const { name } of leaves) {
			const command = name === 'test' ? 'npm test' : `npm run ${name.replace(' ', ' -- ')}`;
			expect(lines.filter((line) => line.startsWith(`${command} `))).toHaveLength(1);
		}
		expect(lines.filter((line) => line.length > 110)).toEqual([]);
	});
});

/** Whether a command line is one of this project's, or of the package that the text belongs to. */
function isCommand([name, ...parts]: string[], file: string): boolean {
	const foreign = file.startsWith(SANDBOX) ? sandboxScripts : {};
	if (name in foreign || (name in scripts && !(name in tasks))) return true;
	// "npm run check" alone says which there are.
	const isGroup = name in tasks && 'of' in tasks[name] && parts.length === 0;
	return isGroup || find([name, ...parts]) !== undefined;
}

describe('commands that are written down', () => {
	it('are read from a text', () => {
		const text = '`npm test`, `npm run bench -- track --json`, npm run test:unit -- --watch';
		expect(commandsIn(text)).toEqual([['test'], ['bench', 'track'], ['test:unit']]);
		expect(isCommand(['bench', 'trick'], '')).toBe(false);
		expect(isCommand(['verify:readme'], '')).toBe(false);
		expect(isCommand(['trust'], 'README.md')).toBe(false);
	});

	it.each([...pages(), ...programs()])('%s: there are such', (file) => {
		const text = fs.readFileSync(path.join(root, file), 'utf8');
		expect(commandsIn(text).filter((command) => !isCommand(command, file))).toEqual([]);
	});
});
