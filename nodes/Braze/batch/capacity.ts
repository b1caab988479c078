import type { Limits } from './types';

/** Numbers of objects that servers have allowed, or could; the first two are documented for /users/track. */
const STEPS = [75, 50, 25, 12, 6, 3, 1];

/** A body below this was not refused for its size. */
const SMALLEST_LARGE_BODY = 64 * 1024;

/**
 * What one request may hold: Braze's documented limits, and smaller ones once a server has refused
 * more. Kept for the rest of an execution, so that a smaller limit is met once.
 */
export class Capacity implements Limits {
	objects: number;

	per: Limits['per'];

	readonly bytes: number;

	bytesOfSeveral: number | undefined;

	constructor({ objects, per, bytes }: Limits) {
		this.objects = objects;
		this.per = per;
		this.bytes = bytes;
	}

	/** Notes that a request of so many objects, over all arrays, was too many. */
	refuseObjects(count: number): void {
		const fewer = STEPS.find((step) => step < count) ?? 1;
		this.objects = Math.min(this.objects, fewer);
		this.per = 'request';
	}

	/** Notes that a body of so many bytes was too large; the next ones have half of it. */
	refuseBytes(bytes: number): void {
		if (bytes < SMALLEST_LARGE_BODY) return;
		this.bytesOfSeveral = Math.min(this.bytesOfSeveral ?? Infinity, Math.floor(bytes / 2));
	}
}
