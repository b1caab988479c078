const INTERVAL_MS = 10_000;

/**
 * Tells every ten seconds what is being done, for how long, and how far it has come.
 */
export function startProgress(onProgress: (line: string) => void) {
	const started = Date.now();
	let current = '';
	let howFar: (() => string) | undefined;
	const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
	const ticker = setInterval(() => {
		onProgress(`  ${current}: ${[seconds(), howFar?.()].filter(Boolean).join(', ')}`);
	}, INTERVAL_MS);
	return {
		/**
		 * @param name what is being done from now on
		 * @param measure says how far it has come
		 */
		step(name: string, measure?: () => string) {
			current = name;
			howFar = measure;
			onProgress(`  ${name}`);
		},
		stop() {
			clearInterval(ticker);
			onProgress(`  ended after ${seconds()}`);
		},
	};
}
