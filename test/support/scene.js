'use strict';

const { setTimeout: sleep } = require('node:timers/promises');

const { n8nApi } = require('../../tools/n8n');
const { compare, readProfile, waitForProfile } = require('../../tools/demo/profile');
const { komoFormEntry } = require('../../tools/demo/submission');

/** @typedef {import('../../tools/n8n/api').CredentialReference} CredentialReference */

/**
 * @typedef {object} SharedN8n
 * @property {string} url
 * @property {import('../../tools/n8n/api').Owner} owner
 * @property {string} cookie a session of the owner's
 * @property {string} userFolder what n8n stores is in there
 */

/**
 * What the end-to-end tests share, see e2eSetup.js.
 *
 * @typedef {object} SharedScene
 * @property {SharedN8n} n8n
 * @property {{ url: string, apiKey: string }} sandbox
 * @property {string} secret of the Komo credential, sent in `X-Komo-Secret`
 * @property {{ komo: CredentialReference, braze: CredentialReference }} credentials
 * @property {string} workflowId of the published template
 * @property {string} webhookUrl the template's production address
 */

/** @returns {SharedScene & { api: ReturnType<typeof n8nApi> }} with n8n's API, logged in */
function sharedScene() {
	const text = process.env.KOMO_BRAZE_E2E;
	if (!text) throw new Error('This test needs the set-up of the jest project "e2e".');
	const scene = JSON.parse(text);
	return { ...scene, api: n8nApi(scene.n8n.url, scene.n8n.cookie) };
}

/**
 * Waits until a workflow has this many finished executions, and a moment longer for any more.
 *
 * @param {ReturnType<typeof n8nApi>} api
 * @param {string} workflowId
 * @param {number} count
 * @returns {Promise<import('../../tools/n8n/api').Execution[]>}
 */
async function finishedExecutions(api, workflowId, count) {
	for (let tries = 0; tries < 100; tries++) {
		const executions = await api.executions(workflowId);
		const finished = executions.filter(({ status }) => !['new', 'running'].includes(status));
		if (finished.length >= count) return finished;
		await sleep(100);
	}
	throw new Error(`The workflow has not finished ${count} executions in time.`);
}

module.exports = {
	compare,
	finishedExecutions,
	komoFormEntry,
	readProfile,
	sharedScene,
	sleep,
	waitForProfile,
};
