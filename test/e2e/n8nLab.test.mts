import fs from 'node:fs';
import path from 'node:path';

import { runCommand } from '../../packages/n8n-lab/src/system/command.js';
import { writeJson } from '../../packages/n8n-lab/src/system/json.mts';
import { makeTemporaryFolder } from '../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { cacheFolder } from '../../tools/n8n/pins.mts';
import { ensureN8n } from '../../tools/n8n/start.mts';
import { root } from '../../tools/setup/dependencies.js';

const LAB = path.join(root, 'packages', 'n8n-lab');

/** A community node of somebody else's. */
const SHOUT = `
exports.Shout = class {
	description = {
		displayName: 'Shout',
		name: 'shout',
		group: ['transform'],
		version: 1,
		description: 'Makes text loud',
		defaults: { name: 'Shout' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [{ displayName: 'Text', name: 'text', type: 'string', default: '' }],
	};
	async execute() {
		const shout = (item) => ({ json: { text: this.getNodeParameter('text', item).toUpperCase() } });
		return [this.getInputData().map((_, item) => shout(item))];
	}
};
`;

/** The first test of the lab's README, which imports the lab by its name. */
function exampleOf(readme: string): string {
	const [, code] = /```js\n(.*?)```/s.exec(readme) ?? [];
	const source = path.join(LAB, 'src', 'index.mts');
	return code.replace("'n8n-lab'", JSON.stringify(source));
}

describe("The lab's README", () => {
	const { folder, remove } = makeTemporaryFolder('lab-');
	afterAll(remove);

	it('has a first test that passes, for any community node', async () => {
		await ensureN8n();
		const project = path.join(folder, 'n8n-nodes-shout');
		fs.mkdirSync(path.join(project, 'dist'), { recursive: true });
		fs.writeFileSync(path.join(project, 'dist', 'Shout.node.js'), SHOUT);
		writeJson(path.join(project, 'package.json'), {
			name: 'n8n-nodes-shout',
			version: '0.1.0',
			keywords: ['n8n-community-node-package'],
			files: ['dist'],
			n8n: { n8nNodesApiVersion: 1, nodes: ['dist/Shout.node.js'] },
		});
		const readme = fs.readFileSync(path.join(LAB, 'README.md'), 'utf8');
		fs.writeFileSync(path.join(project, 'example.test.mjs'), exampleOf(readme));
		// It is installed already, under another name.
		const cache = path.join(folder, 'cache');
		fs.mkdirSync(cache);
		fs.symlinkSync(cacheFolder(), path.join(cache, 'n8n-lab'), 'junction');

		const tsx = path.join(root, 'node_modules', 'tsx', 'dist', 'loader.mjs');
		const output = await runCommand(process.execPath, ['--import', tsx, 'example.test.mjs'], {
			cwd: project,
			env: { ...process.env, XDG_CACHE_HOME: cache },
		});

		expect(output).toMatch(/ pass 1$/m);
	});
});
