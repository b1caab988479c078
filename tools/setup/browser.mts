import fs from 'node:fs';

import { runCommand } from '../../packages/n8n-lab/src/system/command.js';
import { findProgram } from '../../packages/n8n-lab/src/system/findProgram.mts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = [
	'/snap/bin/chromium',
	'/opt/google/chrome/chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

interface Browser {
	/** Of a Chrome or Chromium. */
	path?: string;
	/** Why there is none. */
	reason?: string;
}

/** @returns the browser of `CHROME_PATH`, else one found in the usual places */
export function findBrowser(): Browser {
	const chosen = process.env.CHROME_PATH;
	if (chosen) {
		if (fs.existsSync(chosen)) return { path: chosen };
		return { reason: 'CHROME_PATH points to a file that does not exist' };
	}
	const onPath = NAMES.map(findProgram).find((file) => file !== undefined);
	const found = onPath ?? ELSEWHERE.find((file) => fs.existsSync(file));
	return found ? { path: found } : { reason: 'no Chrome or Chromium found, nor CHROME_PATH set' };
}

/** Finds a browser, or installs Debian's if this process is root's. */
export async function ensureBrowser(onProgress: (line: string) => void): Promise<Browser> {
	const found = findBrowser();
	if (found.path || process.env.CHROME_PATH) return found;
	if (!isRootOnDebian()) return found;
	onProgress('Installing Chromium for the browser test (apt-get)');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	try {
		await runCommand('apt-get', ['update'], { env });
		const packages = ['chromium', 'fonts-liberation'];
		await runCommand('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
	} catch (error) {
		onProgress(String(error));
		return { reason: 'Chromium could not be installed with apt-get' };
	}
	return findBrowser();
}

const isRootOnDebian = () =>
	process.getuid?.() === 0 &&
	fs.existsSync('/etc/debian_version') &&
	fs.existsSync('/usr/bin/apt-get');
