import fs from 'node:fs';

const INTERVAL_MS = 10_000;

/**
 * Tells every ten seconds what is being done, for how long, and how much has been written. The
 * size comes from the free space of the disk: counting 280,000 files would slow the work down.
 *
 * @param folder a folder on the disk being written to
 */
export function startProgress(folder: string, onProgress: (line: string) => void) {
	const started = Date.now();
	const freeAtStart = freeBytes(folder);
	let current = '';
	const state = () => {
		const seconds = Math.round((Date.now() - started) / 1000);
		const megabytes = Math.max(0, Math.round((freeAtStart - freeBytes(folder)) / 1e6));
		return `${seconds} s, ${megabytes} MB`;
	};
	const ticker = setInterval(() => {
		onProgress(`  ${current}: ${state()}`);
	}, INTERVAL_MS);
	return {
		/** @param name what is being done from now on */
		step(name: string) {
			current = name;
			onProgress(`  ${name}`);
		},
		stop() {
			clearInterval(ticker);
			onProgress(`  ended after ${state()}`);
		},
	};
}

function freeBytes(folder: string) {
	const { bavail, bsize } = fs.statfsSync(folder);
	return bavail * bsize;
}
