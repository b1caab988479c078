import path from 'node:path';

import { readJson } from '../../../packages/n8n-lab/src/system/json.mts';
import { root } from '../../../tools/setup/dependencies.js';

interface Manifest {
	version: string;
	dependencies: Record<string, string>;
}

const manifestOf = (...folder: string[]) =>
	readJson(path.join(root, ...folder, 'package.json')) as Manifest;

it('the stand-in for n8n’s AI SDK has the version that the CLI asks for', () => {
	const { dependencies } = manifestOf('node_modules', '@n8n', 'node-cli');
	const { version } = manifestOf('tools', 'setup', 'ai-node-sdk');
	// (With another, npm would install the real one again.)
	expect(version).toBe(dependencies['@n8n/ai-node-sdk']);
});
