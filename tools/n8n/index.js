'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const { atExit } = require('../setup/cleanup');
const { n8nApi } = require('./api');
const { n8nEnvironment } = require('./environment');
const { ensureN8n } = require('./install');
const { installPackage, packPackage, unpackPackage } = require('./package');
const { freePorts } = require('./ports');
const { spawnN8n } = require('./process');
const { withCredentials } = require('./workflow');

/**
 * @typedef {object} UserFolder what processes of one n8n share
 * @property {string} folder
 * @property {string} encryptionKey
 * @property {() => void} remove
 */

/**
 * @typedef {object} StartOptions
 * @property {string} [packageTarball] a packed node package to install, see `packPackage`
 * @property {NodeJS.ProcessEnv} [env] settings of n8n's, e.g. `{ N8N_LOG_LEVEL: 'debug' }`
 * @property {(line: string) => void} [log] gets n8n's output
 * @property {(line: string) => void} [onProgress] gets the progress of the first installation
 */

/**
 * @typedef {object} RunningN8n
 * @property {string} url of editor and webhooks
 * @property {number} port
 * @property {UserFolder} userFolder
 * @property {NodeJS.ProcessEnv} env of the process, to start webhook processors and workers beside
 * @property {import('./api').Owner} owner
 * @property {ReturnType<typeof n8nApi>} api logged in as the owner
 * @property {(webhookId: string, path: string) => string} webhookUrl the production address
 * @property {import('./process').N8nProcess} process
 * @property {() => Promise<void>} stop ends n8n and removes its user folder
 */

/**
 * Makes a throw-away user folder, with a package installed in it.
 *
 * @param {{ packageTarball?: string }} [options]
 * @returns {Promise<UserFolder>} removed when this process ends, if not before
 */
async function prepareUserFolder({ packageTarball } = {}) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'n8n-'));
	const removeFolder = () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	const forget = atExit(removeFolder);
	const remove = () => {
		removeFolder();
		forget();
	};
	if (packageTarball) await installPackage(packageTarball, folder);
	return { folder, encryptionKey: crypto.randomBytes(24).toString('hex'), remove };
}

/**
 * Starts a real n8n on free ports, with an owner and nothing else in it. The first call on a
 * machine fetches n8n.
 *
 * @param {StartOptions} [options]
 * @returns {Promise<RunningN8n>} once it answers
 */
async function startN8n({ packageTarball, env: extra, log, onProgress } = {}) {
	const installation = await ensureN8n(onProgress);
	const userFolder = await prepareUserFolder({ packageTarball });
	const [port, brokerPort] = await freePorts(2);
	const { folder, encryptionKey } = userFolder;
	const place = { installation, userFolder: folder, encryptionKey };
	const env = n8nEnvironment({ ...place, port, brokerPort, extra });
	const server = spawnN8n(installation, ['start'], { env, cwd: folder, log });
	const stop = async () => {
		await server.stop();
		userFolder.remove();
	};
	try {
		const url = `http://127.0.0.1:${port}`;
		await server.untilReady(`${url}/healthz/readiness`);
		await server.untilReady(`${url}/rest/settings`);
		const api = n8nApi(url);
		const owner = await api.setUpOwner();
		return {
			url,
			port,
			userFolder,
			env,
			owner,
			api,
			webhookUrl: (webhookId, webhookPath) => `${url}/webhook/${webhookId}/${webhookPath}`,
			process: server,
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

module.exports = {
	ensureN8n,
	freePorts,
	installPackage,
	n8nApi,
	n8nEnvironment,
	packPackage,
	prepareUserFolder,
	spawnN8n,
	startN8n,
	unpackPackage,
	withCredentials,
};
