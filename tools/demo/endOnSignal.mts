/**
 * Ends this process with Ctrl-C, after what is running has been stopped.
 *
 * @param stop what is running
 */
export function endOnSignal(stop: () => Promise<void>) {
	let ending = false;
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(signal, () => {
			// Impatience: what is left is ended at once by the handlers for the exit.
			if (ending) process.exit(1);
			ending = true;
			console.error('\nStopping');
			void stop().then(() => process.exit(0));
		});
	}
}
