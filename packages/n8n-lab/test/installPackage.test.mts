import fs from 'node:fs';
import path from 'node:path';

import { installedFolder, installPackage, packFolder } from '../src/package.mts';
import { readJson, writeJson } from '../src/system/json.mts';
import { makeTemporaryFolder } from '../src/system/temporaryFolder.mts';

const { folder, remove } = makeTemporaryFolder('install-');
afterAll(remove);

async function pack(name: string): Promise<string> {
	const source = path.join(folder, name);
	fs.mkdirSync(source);
	writeJson(path.join(source, 'package.json'), {
		name,
		version: '1.2.3',
		files: ['dist'],
		scripts: { prepack: 'exit 1' },
		devDependencies: { nowhere: '1.0.0' },
		peerDependencies: { 'n8n-workflow': '*' },
	});
	fs.mkdirSync(path.join(source, 'dist'));
	fs.writeFileSync(path.join(source, 'dist', 'index.js'), `module.exports = '${name}';`);
	fs.writeFileSync(path.join(source, 'secret.txt'), 'not published');
	return await packFolder(source, path.join(folder, 'packed'));
}

describe('A packed node package', () => {
	it('is installed as n8n would, beside others', async () => {
		const userFolder = path.join(folder, 'user');
		for (const name of ['n8n-nodes-one', 'n8n-nodes-other']) {
			await installPackage(await pack(name), userFolder);
		}
		const installed = installedFolder(userFolder, 'n8n-nodes-one');
		expect(fs.readdirSync(installed).sort()).toEqual(['dist', 'package.json']);
		const manifest = readJson(path.join(installed, 'package.json'));
		expect(manifest).not.toHaveProperty('devDependencies');
		expect(manifest).not.toHaveProperty('peerDependencies');
		const list = path.join(userFolder, '.n8n', 'nodes', 'package.json');
		expect(readJson(list)).toMatchObject({
			dependencies: { 'n8n-nodes-one': '1.2.3', 'n8n-nodes-other': '1.2.3' },
		});
	});
});
