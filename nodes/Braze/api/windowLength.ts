/**
 * Infers how long a rate limit's windows are from when they end. Any two ends are a whole number of windows
 * apart, and a window is at least as long as what is left of it. Both hold whoever else sends, and however
 * many windows passed unseen. Times are whole seconds of Braze's clock, which is how Braze states them.
 */
export class WindowLength {
	private end: number | undefined;

	/** The greatest common divisor of the times between ends; 0 until there are two ends. */
	private divisor = 0;

	/** The shortest possible length. */
	private shortest = 1;

	/** Whether a window has passed whose end Braze did not state. */
	private hasPassed = false;

	/**
	 * The shortest length that fits; undefined while only one end is known. A length that is too short soon
	 * leads to a 429; one that is too long would never be noticed.
	 */
	get seconds(): number | undefined {
		for (let parts = Math.floor(this.divisor / this.shortest); parts > 0; parts--) {
			if (this.divisor % parts === 0) return this.divisor / parts;
		}
		return this.hasPassed ? this.shortest : undefined;
	}

	/**
	 * Records when a window ends.
	 *
	 * @param left seconds until then; can be one too many, since servers round it up, and some the end as well
	 * @returns whether the end differs from the last one
	 */
	observe(end: number, left: number): boolean {
		const between = Math.abs(end - (this.end ?? end));
		const isNew = end !== this.end;
		this.end = end;
		this.divisor = commonDivisor(this.divisor, between);
		this.shortest = Math.max(this.shortest, left - 1);
		if (this.divisor > 0 && this.divisor < this.shortest) {
			// The length of windows has changed: start over.
			this.shortest = Math.max(1, left - 1);
			this.divisor = 0;
			this.hasPassed = false;
		}
		return isNew;
	}

	/** Records that the window with the last known end is over, and so is another one. */
	pass(): void {
		this.hasPassed = true;
	}

	/** Records that the length seems too short: moves to the next longer one that fits, if any. */
	lengthen(): void {
		const { seconds = Infinity } = this;
		if (seconds < this.divisor) this.shortest = seconds + 1;
	}
}

/** If one number is 0, the divisor is the other. */
function commonDivisor(a: number, b: number): number {
	return b === 0 ? a : commonDivisor(b, a % b);
}
