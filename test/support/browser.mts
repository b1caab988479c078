import { chromium, type Page, selectors } from 'playwright-core';

import { findBrowser } from '../../tools/setup/browser.mts';

/** No sandbox and no GPU, as neither exists for root in a container; and it calls nobody. */
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

/** @returns why the browser tests have to be skipped, if they do. CI has a browser or fails. */
export function browserMissing(): string | undefined {
	const { path, reason } = findBrowser();
	return path || process.env.CI ? undefined : reason;
}

/** Opens a page of a headless browser. */
export async function openPage(): Promise<{ page: Page; close: () => Promise<void> }> {
	const { path, reason } = findBrowser();
	if (!path) throw new Error(`The browser test needs a Chrome or Chromium: ${reason ?? ''}.`);
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
