import { isObject } from './state/values.mts';

/**
 * The time in the sandbox. It follows the machine's clock unless the control API moves or stops
 * it, so that tests needn't wait, and can try clocks that differ.
 */
export class Clock {
	private offset = 0;
	private stopped: number | null = null;

	/** @returns milliseconds since 1970 */
	now(): number {
		return (this.stopped ?? Date.now()) + this.offset;
	}

	date(): Date {
		return new Date(this.now());
	}

	/**
	 * @param change `{now}` a time to jump to (ISO 8601 or milliseconds); `{advanceMs}` moves on from
	 *   where it is; `{stopped}` stops it or lets it run on
	 * @throws {TypeError} saying what is wrong
	 */
	change(change: unknown): void {
		const wrong = 'the clock takes now (a time), advanceMs (a number) and stopped (a boolean)';
		if (!isObject(change)) throw new TypeError(wrong);
		const { now, advanceMs = 0, stopped, ...rest } = change;
		const target = now === undefined ? this.now() : timeOf(now);
		const isFine =
			Object.keys(rest).length === 0 &&
			Number.isFinite(target) &&
			typeof advanceMs === 'number' &&
			Number.isFinite(advanceMs) &&
			(stopped === undefined || typeof stopped === 'boolean');
		if (!isFine) throw new TypeError(wrong);
		const isStopped = stopped ?? this.stopped !== null;
		const base = Date.now();
		this.stopped = isStopped ? base : null;
		this.offset = target + advanceMs - base;
	}
}

/** Milliseconds since 1970, or NaN. */
function timeOf(value: unknown): number {
	return typeof value === 'number' ? value : Date.parse(String(value));
}
