import crypto from 'node:crypto';
import path from 'node:path';
import axios from 'axios';

import { type Service, startService } from '../../packages/n8n-lab/src/cluster/service.mts';
import { freePorts } from '../../packages/n8n-lab/src/system/ports.mts';
import { spawnServer } from '../../packages/n8n-lab/src/system/server.mts';
import { root } from '../setup/dependencies.js';
import { type Ledger, startLedger } from './ledger.mts';

export interface Braze {
	ledger: Ledger;
	/** The local Braze behind the ledger, as a process of its own. */
	sandbox: Service;
	apiKey: string;
	/** The local Braze's own address. */
	url: string;
	stop: () => Promise<void>;
}

/** Starts a local Braze that can be killed, behind a ledger of what it has accepted. */
export async function startBraze(): Promise<Braze> {
	const [port] = await freePorts(1);
	const apiKey = crypto.randomUUID();
	const cli = path.join(root, 'packages', 'braze-sandbox', 'src', 'cli.mts');
	const args = ['--import', 'tsx', cli, '--port', String(port), '--api-key', apiKey];
	const url = `http://127.0.0.1:${port}`;
	const sandbox = await startService(
		'local Braze',
		() => spawnServer(process.execPath, args, { cwd: root, env: { PATH: process.env.PATH } }),
		async () => {
			const response = await axios.get(url, { validateStatus: null }).catch(() => undefined);
			return response !== undefined;
		},
	);
	const ledger = await startLedger(url);
	return {
		ledger,
		sandbox,
		apiKey,
		url,
		async stop() {
			ledger.close();
			await sandbox.stop();
		},
	};
}
