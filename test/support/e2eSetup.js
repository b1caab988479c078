'use strict';

const { startScene } = require('../../tools/demo/scene');

/** Starts what the end-to-end tests share: the local Braze, and n8n with the template published. */
module.exports = async function setUp() {
	const scene = await startScene({ onProgress: (line) => console.error(line) });
	const { n8n, sandbox, secret, credentials, workflowId, webhookUrl } = scene;
	// The tests run in contexts of their own: only text gets there.
	process.env.KOMO_BRAZE_E2E = JSON.stringify({
		n8n: {
			url: n8n.url,
			owner: n8n.owner,
			cookie: n8n.api.cookie(),
			userFolder: n8n.userFolder.folder,
		},
		sandbox: { url: sandbox.url, apiKey: sandbox.apiKey },
		secret,
		credentials,
		workflowId,
		webhookUrl,
	});
	/** @type {any} */ (globalThis).komoBrazeScene = scene;
};
