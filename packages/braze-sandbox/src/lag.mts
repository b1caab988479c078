import { randomFrom } from './random.mts';
import { isObject } from './state/values.mts';

const MAX_HELD = 10_000;

/**
 * Requests that have been accepted but not applied yet.
 *
 * braze(track): the order of requests is not guaranteed.
 * braze(errors): a success says that a request is accepted, not that it is applied.
 * ours: how long requests wait and in which order they are applied; the order within one is kept.
 */
export class Lag {
	private held: Array<() => void> = [];
	private maxHeld = 0;
	private random = randomFrom(1);

	/**
	 * @param config `{maxHeld}`: how many requests wait; each further one makes one of them, drawn
	 *   by `seed`, take effect; 0 applies all at once, as they come
	 * @throws {TypeError} saying what is wrong
	 */
	set(config: unknown): void {
		const { maxHeld, seed = 1 } = isObject(config) ? config : {};
		const isFine =
			Number.isInteger(maxHeld) &&
			Number(maxHeld) >= 0 &&
			Number(maxHeld) <= MAX_HELD &&
			Number.isInteger(seed);
		if (!isFine) {
			throw new TypeError(`lag takes maxHeld (0 to ${MAX_HELD}) and seed (a whole number)`);
		}
		this.maxHeld = Number(maxHeld);
		this.random = randomFrom(Number(seed));
		this.release(this.held.length - this.maxHeld);
	}

	/** How many requests wait. */
	get waiting(): number {
		return this.held.length;
	}

	/** Takes an accepted request; without lag it takes effect now. */
	take(apply: () => void): void {
		if (this.maxHeld === 0) {
			apply();
			return;
		}
		this.held.push(apply);
		this.release(this.held.length - this.maxHeld);
	}

	/** Makes waiting requests take effect, drawn one by one; all of them by default. */
	release(count = this.held.length): void {
		for (let left = Math.min(count, this.held.length); left > 0; left--) {
			const [apply] = this.held.splice(Math.floor(this.random() * this.held.length), 1);
			apply();
		}
	}
}
