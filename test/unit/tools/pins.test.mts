import { readFileSync } from 'node:fs';
import path from 'node:path';

import { NEWEST, OLDEST } from '../../../tools/n8n/pins.mts';
import { withVersion } from '../../../tools/n8n/raisePins.mts';
import { root } from '../../../tools/setup/dependencies.js';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('A pinned n8n', () => {
	it.each([
		["n8n: '2.0.3', node", "n8n: '2.0.4', node"],
		['n8n:2.0.3\n', 'n8n:2.0.4\n'],
		['since 2.0.3.', 'since 2.0.4.'],
		['12.0.3 2.0.31 2.0.3.1 2x0x3', '12.0.3 2.0.31 2.0.3.1 2x0x3'],
	])('is raised in %j', (before, now) => {
		expect(withVersion(before, '2.0.3', '2.0.4')).toBe(now);
	});

	it.each([NEWEST, OLDEST])('$name has its lock file', ({ name, n8n }) => {
		const lock = JSON.parse(read(`tools/n8n/pinned/${name}/package-lock.json`)) as {
			packages: Record<string, { version?: string }>;
		};
		expect(lock.packages['node_modules/n8n'].version).toBe(n8n);
	});

	it('is what the READMEs and the Dockerfile name', () => {
		expect(read('deploy/Dockerfile')).toContain(`n8n:${NEWEST.n8n}\n`);
		expect(read('README.md')).toContain(`n8n:${NEWEST.n8n}\n`);
		const { n8n: newest, node } = NEWEST;
		const example = `{ n8n: '${newest}', node: '${node}' }`;
		expect(read('packages/n8n-lab/README.md')).toContain(example);
		for (const { n8n } of [NEWEST, OLDEST]) expect(read('README.md')).toContain(`| ${n8n} | `);
	});
});

it('compiled paths are compared with the engine of every pinned n8n', () => {
	expect(read('jest.config.js')).toMatch(/onTheOldest = \[[^\]]*'compiledMapping'/);
});
