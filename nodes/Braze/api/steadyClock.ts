/**
 * A clock that is never set back: it goes on from where it was when the other one is. Otherwise, all
 * that waits for a time would wait as long again as the clock was set back.
 *
 * @param now milliseconds
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
