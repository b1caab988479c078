'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const { packPackage, startN8n, withCredentials } = require('../n8n');
const { startSandbox } = require('../../packages/braze-sandbox/src/index.mts');
const { root } = require('../setup/dependencies');

const TEMPLATE = path.join(root, 'workflows', 'komo-form-to-braze.json');

/**
 * @typedef {object} Scene
 * @property {Awaited<ReturnType<typeof startSandbox>>} sandbox the local Braze
 * @property {import('../n8n').RunningN8n} n8n
 * @property {string} secret that Komo's calls carry in the header `X-Komo-Secret`
 * @property {{ komo: Reference, braze: Reference }} credentials
 * @property {string} workflowId of the published template
 * @property {string} webhookUrl where Komo would send a form entry
 * @property {() => Promise<void>} stop
 */

/** @typedef {import('../n8n/api').CredentialReference} Reference */

/**
 * Sets up the whole way of a form entry: the local Braze, and a real n8n with this package as it
 * would be published and the template workflow switched on.
 *
 * @param {Pick<import('../n8n').StartOptions, 'env' | 'log' | 'onProgress'>} [options]
 * @returns {Promise<Scene>}
 */
async function startScene({ env, log, onProgress } = {}) {
	const sandbox = await startSandbox();
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'package-'));
	/** @type {import('../n8n').RunningN8n | undefined} */
	let n8n;
	const stop = async () => {
		await n8n?.stop();
		await sandbox.close();
	};
	try {
		const packageTarball = await packPackage(folder);
		n8n = await startN8n({ packageTarball, env, log, onProgress });
		return { sandbox, n8n, stop, ...(await setUp(n8n, sandbox)) };
	} catch (error) {
		await stop();
		throw error;
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * @param {import('../n8n').RunningN8n} n8n
 * @param {{ url: string, apiKey: string }} sandbox
 */
async function setUp({ api, webhookUrl }, sandbox) {
	const secret = crypto.randomBytes(18).toString('base64url');
	const header = { secret, headerName: 'X-Komo-Secret' };
	const komo = await api.addCredential('komoWebhookApi', 'Komo secret', header);
	const braze = await api.addCredential('brazeApi', 'Local Braze', {
		instance: 'custom',
		restEndpoint: sandbox.url,
		apiKey: sandbox.apiKey,
	});
	const template = withCredentials(JSON.parse(fs.readFileSync(TEMPLATE, 'utf8')), {
		'Komo Trigger': { komoWebhookApi: komo },
		'Track User': { brazeApi: braze },
	});
	const stored = await api.addWorkflow(template);
	await api.publish(stored);
	const trigger = template.nodes.find(({ webhookId }) => webhookId !== undefined);
	return {
		secret,
		credentials: { komo, braze },
		workflowId: stored.id,
		webhookUrl: webhookUrl(trigger?.webhookId ?? '', 'komo'),
	};
}

module.exports = { startScene };
