'use strict';

const { chromium, selectors } = require('playwright-core');

const { findBrowser } = require('../../tools/setup/browser');

/** No sandbox and no GPU: as root in a container there is neither. Nor does it call anybody. */
const ARGUMENTS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-dev-shm-usage',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
	'--hide-scrollbars',
];

/**
 * @returns {string | undefined} why the browser tests have to be skipped, if they have to. CI has
 * a browser or fails.
 */
function browserMissing() {
	const { path, reason } = findBrowser();
	return path || process.env.CI ? undefined : reason;
}

/**
 * Opens a page of a headless browser.
 *
 * @returns {Promise<{ page: import('playwright-core').Page, close: () => Promise<void> }>}
 */
async function openPage() {
	const { path, reason } = findBrowser();
	if (!path) throw new Error(`The browser test needs a Chrome or Chromium: ${reason}.`);
	// n8n's editor marks its parts with this attribute.
	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.launch({ executablePath: path, args: ARGUMENTS });
	const page = await browser.newPage({
		viewport: { width: 1440, height: 900 },
		deviceScaleFactor: 1,
		colorScheme: 'light',
	});
	page.setDefaultTimeout(60_000);
	return { page, close: () => browser.close() };
}

module.exports = { browserMissing, openPage };
