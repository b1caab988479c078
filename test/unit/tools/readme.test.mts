import fs from 'node:fs';
import path from 'node:path';

import { commandsIn, fencedBlocks } from '../../../tools/readme/blocks.mts';
import { planOf } from '../../../tools/readme/plan.mts';
import { root } from '../../../tools/setup/dependencies.js';

const PAGE = `# Title

\`\`\`sh
git clone https://example.com/x.git   # a comment
npm test -- 'a # b'
curl -X POST \\
  -d 1
\`\`\`

- In a list:

  \`\`\`dockerfile
  FROM x
  RUN y
  \`\`\`

  \`\`\`sh
  npm run demo
  \`\`\`

\`\`\`
plain
\`\`\`
`;

describe('the commands of a page', () => {
	it('are the lines of its blocks of shell, without comments, in lists as well', () => {
		const blocks = fencedBlocks(PAGE);
		expect(blocks.map(({ language }) => language)).toEqual(['sh', 'dockerfile', 'sh', '']);
		expect(commandsIn(blocks[0])).toEqual([
			'git clone https://example.com/x.git',
			"npm test -- 'a # b'",
			'curl -X POST -d 1',
		]);
		expect(blocks[1].lines).toEqual(['FROM x', 'RUN y']);
		expect(commandsIn(blocks[2])).toEqual(['npm run demo']);
	});

	it('end by themselves, and what is left out has a reason', () => {
		expect(planOf(PAGE, false).at(-2)).toEqual({
			command: 'npm run demo',
			run: 'npm run demo -- --once',
		});
		expect(planOf(PAGE, false).at(-1)).toEqual({ command: 'plain', leftOut: 'a block of text' });
	});
});

describe('the README', () => {
	const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8');

	it('has commands to run, the demo among them', () => {
		const run = planOf(readme, false).filter(({ leftOut }) => leftOut === undefined);
		expect(run.map(({ command }) => command)).toContain('npm run demo');
		expect(run[0].command).toMatch(/^git clone /);
	});

	it('leaves out the long tests unless asked', () => {
		const planned = (wanted: string, all: boolean) =>
			planOf(readme, all).find(({ command }) => command === wanted);
		expect(planned('npm test', false)).toEqual({ command: 'npm test', run: 'npm test' });
		expect(planned('npm run test:all', false)?.leftOut).toMatch(/half an hour/);
		expect(planned('npm run test:all', true)?.run).toBe('npm run test:all');
	});
});
