/**
 * Has Ctrl-C end this process, after what is running has been stopped.
 *
 * @param stop stops what is running
 */
export function endOnSignal(stop: () => Promise<void>) {
	let ending = false;
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(signal, () => {
			// A second Ctrl-C: the exit handlers end whatever is left at once.
			if (ending) process.exit(1);
			ending = true;
			console.error('\nStopping');
			void stop().then(() => process.exit(0));
		});
	}
}
