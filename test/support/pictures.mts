import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

import { root } from '../../tools/setup/dependencies.js';

const IMAGES = path.join(root, 'docs', 'images');

/**
 * Takes a picture for the documentation, if `npm run screenshots` asks for it.
 *
 * @param seen what to show
 */
export async function takePicture(seen: Page | Locator, name: string) {
	if (process.env.UPDATE_SCREENSHOTS !== '1') return;
	await seen.screenshot({ path: path.join(IMAGES, `${name}.png`), animations: 'disabled' });
}
