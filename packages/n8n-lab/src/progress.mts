const INTERVAL_MS = 10_000;

/**
 * Reports every ten seconds what is being done, for how long, and how far it is.
 */
export function startProgress(onProgress: (line: string) => void) {
	const started = Date.now();
	let current = '';
	let since = started;
	let howFar: (() => string) | undefined;
	const secondsSince = (time: number) => `${Math.round((Date.now() - time) / 1000)} s`;
	const ticker = setInterval(() => {
		onProgress(`  ${current}: ${[secondsSince(since), howFar?.()].filter(Boolean).join(', ')}`);
	}, INTERVAL_MS);
	return {
		/**
		 * @param name what begins now
		 * @param measure returns how far it is
		 */
		step(name: string, measure?: () => string) {
			current = name;
			since = Date.now();
			howFar = measure;
			onProgress(`  ${name}`);
		},
		stop() {
			clearInterval(ticker);
			onProgress(`  ended after ${secondsSince(started)}`);
		},
	};
}
