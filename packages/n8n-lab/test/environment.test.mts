import fs from 'node:fs';
import path from 'node:path';

import { n8nEnvironment } from '../src/environment.mts';
import type { Installation } from '../src/install.mts';
import { makeTemporaryFolder } from '../src/system/temporaryFolder.mts';

const { folder, remove } = makeTemporaryFolder('environment-');
afterAll(remove);

/** An n8n that has these modules. */
function installationWith(...modules: string[]): Installation {
	const n8n = fs.mkdtempSync(path.join(folder, 'n8n-'));
	for (const name of modules) {
		fs.mkdirSync(path.join(n8n, 'dist', 'modules', name), { recursive: true });
	}
	return { node: process.execPath, n8n: path.join(n8n, 'bin', 'n8n') };
}

const environment = (installation: Installation, extra?: NodeJS.ProcessEnv) =>
	n8nEnvironment({
		installation,
		userFolder: folder,
		encryptionKey: 'key',
		port: 1,
		brokerPort: 2,
		extra,
	});

describe("n8n's environment", () => {
	it("holds none of the caller's n8n settings", () => {
		process.env.N8N_PROTOCOL = 'https';
		try {
			const env = environment(installationWith());
			expect(env).not.toHaveProperty('N8N_PROTOCOL');
			expect(env).toMatchObject({ HOME: folder, N8N_PORT: '1', N8N_DIAGNOSTICS_ENABLED: 'false' });
		} finally {
			delete process.env.N8N_PROTOCOL;
		}
	});

	it('is overridden by given settings', () => {
		const env = environment(installationWith(), { N8N_PORT: '3', N8N_LOG_LEVEL: 'debug' });
		expect(env).toMatchObject({ N8N_PORT: '3', N8N_LOG_LEVEL: 'debug' });
	});

	it('turns off the module that calls out only where n8n has it: else n8n would not start', () => {
		const name = 'N8N_DISABLED_MODULES';
		expect(environment(installationWith('mcp'))).not.toHaveProperty(name);
		expect(environment(installationWith('mcp', 'mcp-registry'))).toMatchObject({
			[name]: 'mcp-registry',
		});
	});
});
