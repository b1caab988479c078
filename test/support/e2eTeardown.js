'use strict';

/** Stops what e2eSetup.js has started. */
module.exports = async function tearDown() {
	await /** @type {any} */ (globalThis).komoBrazeScene?.stop();
};
