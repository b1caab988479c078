/**
 * Ends this process with Ctrl-C, after what is running has been stopped.
 *
 * @param stop what is running
 */
export function endOnSignal(stop: () => Promise<void>) {
	let ending = false;
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(signal, () => {
			// A second Ctrl-C: the exit handlers end at once whatever is left.
			if (ending) process.exit(1);
			ending = true;
			console.error('\nStopping');
			void stop().then(() => process.exit(0));
		});
	}
}
