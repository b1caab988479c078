/**
 * A clock that never goes back: when the other one is set back, it goes on from where it was. Otherwise,
 * whatever waits for a time would wait that much longer.
 *
 * @param now the other clock, in milliseconds
 */
export function steadyClock(now: () => number): () => number {
	let latest = -Infinity;
	let ahead = 0;
	return () => {
		const time = now() + ahead;
		if (time < latest) ahead += latest - time;
		else latest = time;
		return latest;
	};
}
