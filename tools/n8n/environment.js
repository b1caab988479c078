'use strict';

const path = require('node:path');

/** Of the caller's environment only this much: its own N8N_ and DB_ settings must not leak in. */
const INHERITED = ['LANG', 'LC_ALL', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'NODE_EXTRA_CA_CERTS'];

/**
 * The environment of every process of one throw-away n8n: everything it writes stays in its user
 * folder, and it calls nobody.
 *
 * @param {object} options
 * @param {import('./install').Installation} options.installation
 * @param {string} options.userFolder
 * @param {string} options.encryptionKey
 * @param {number} options.port
 * @param {number} options.brokerPort of the task runners
 * @param {NodeJS.ProcessEnv} [options.extra] wins over everything
 * @returns {NodeJS.ProcessEnv}
 */
function n8nEnvironment({ installation, userFolder, encryptionKey, port, brokerPort, extra }) {
	const inherited = INHERITED.filter((name) => process.env[name] !== undefined);
	const nodeFolder = path.dirname(installation.node);
	return {
		...Object.fromEntries(inherited.map((name) => [name, process.env[name]])),
		PATH: [nodeFolder, process.env.PATH].join(path.delimiter),
		HOME: userFolder,
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
		// Fetches a list from n8n's servers at every start.
		N8N_DISABLED_MODULES: 'mcp-registry',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
		GENERIC_TIMEZONE: 'UTC',
		...extra,
	};
}

module.exports = { n8nEnvironment };
