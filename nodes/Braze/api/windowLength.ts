/**
 * How long the windows of a rate limit are, by their ends alone. Any two ends are a whole number of
 * windows apart, and a window is no shorter than what is left of it: that holds whoever else sends, and
 * however many windows lie in between. Whole seconds of Braze's clock, in which it tells both.
 */
export class WindowLength {
	private end: number | undefined;

	/** The greatest number that divides all times between two ends; 0 while there is none. */
	private divisor = 0;

	/** The shortest that it may be. */
	private shortest = 1;

	/** Whether a window has passed whose end was not told. */
	private hasPassed = false;

	/**
	 * The shortest length that fits; undefined while nothing but one end is known. One that is too short
	 * soon shows, and one that is too long never would.
	 */
	get seconds(): number | undefined {
		for (let parts = Math.floor(this.divisor / this.shortest); parts > 0; parts--) {
			if (this.divisor % parts === 0) return this.divisor / parts;
		}
		return this.hasPassed ? this.shortest : undefined;
	}

	/**
	 * Notes when a window ends.
	 *
	 * @param left until then; servers round it up, and some the end as well, so that one may be too many
	 * @returns whether that is another end than before
	 */
	observe(end: number, left: number): boolean {
		const between = Math.abs(end - (this.end ?? end));
		const isNew = end !== this.end;
		this.end = end;
		this.divisor = commonDivisor(this.divisor, between);
		this.shortest = Math.max(this.shortest, left - 1);
		if (this.divisor > 0 && this.divisor < this.shortest) {
			// Windows are no longer what they were.
			this.shortest = Math.max(1, left - 1);
			this.divisor = 0;
			this.hasPassed = false;
		}
		return isNew;
	}

	/** Notes that the window whose end was told last is over, and another one as well. */
	pass(): void {
		this.hasPassed = true;
	}

	/** Notes that it seems to be too short: the next one that fits is longer, if there is one. */
	lengthen(): void {
		const { seconds = Infinity } = this;
		if (seconds < this.divisor) this.shortest = seconds + 1;
	}
}

/** @returns the other one if one is 0 */
function commonDivisor(a: number, b: number): number {
	return b === 0 ? a : commonDivisor(b, a % b);
}
