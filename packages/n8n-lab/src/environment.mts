import fs from 'node:fs';
import path from 'node:path';

import type { Installation } from './install.mts';

/** Besides PATH, all that is taken from the caller's environment: its N8N_ and DB_ settings must not leak in. */
const INHERITED = ['LANG', 'LC_ALL', 'SystemRoot', 'NODE_EXTRA_CA_CERTS'];

/** This module of n8n's fetches a list from n8n's servers at every start. */
const CALLING_MODULE = 'mcp-registry';

/** Where a throw-away n8n keeps its data and listens. */
interface Place {
	installation: Installation;
	userFolder: string;
	encryptionKey: string;
	port: number;
	/** For n8n's task runners. */
	brokerPort: number;
	/** Settings of n8n's that win over everything. */
	extra?: NodeJS.ProcessEnv;
}

/**
 * The environment of every process of one throw-away n8n: everything it writes stays in its user
 * folder, and it calls nobody.
 */
export function n8nEnvironment({
	installation,
	userFolder,
	encryptionKey,
	port,
	brokerPort,
	extra,
}: Place): NodeJS.ProcessEnv {
	const inherited = INHERITED.filter((name) => process.env[name] !== undefined);
	const nodeFolder = path.dirname(installation.node);
	return {
		...Object.fromEntries(inherited.map((name) => [name, process.env[name]])),
		PATH: [nodeFolder, process.env.PATH].join(path.delimiter),
		HOME: userFolder,
		// n8n leaves temporary folders behind.
		TMPDIR: userFolder,
		TEMP: userFolder,
		TMP: userFolder,
		NODE_ENV: 'production',
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: encryptionKey,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		...(hasModule(installation, CALLING_MODULE) && { N8N_DISABLED_MODULES: CALLING_MODULE }),
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
		GENERIC_TIMEZONE: 'UTC',
		...extra,
	};
}

/** n8n doesn't start if it is to disable a module that it doesn't know. (An image is assumed to have it: only n8n 3 needs one.) */
const hasModule = ({ n8n, image }: Installation, name: string) =>
	image !== undefined || fs.existsSync(path.join(n8n, '..', '..', 'dist', 'modules', name));
