const INTERVAL_MS = 10_000;

/**
 * Tells every ten seconds what is being done, for how long this has taken, and how far it has come.
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
		 * @param name what is being done from now on
		 * @param measure says how far it has come
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
