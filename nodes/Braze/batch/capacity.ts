import type { Limits } from './types';

/** Sizes to fall back to, largest first. The first two are documented for /users/track. */
const STEPS = [75, 50, 25, 12, 6, 3, 1];

/** A server that refuses a body smaller than this does not refuse it for its size. */
const SMALLEST_LARGE_BODY = 64 * 1024;

/**
 * How much one request may hold: Braze's documented limits, lowered when a server refuses a request as
 * too large. Lowered limits last for the execution, so each costs one refused request.
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

	/** Notes that a request with this many objects, over all arrays, was refused as too many. */
	refuseObjects(count: number): void {
		const fewer = STEPS.find((step) => step < count) ?? 1;
		this.objects = Math.min(this.objects, fewer);
		this.per = 'request';
	}

	/** Notes that a body of this many bytes was refused as too large; later ones are half the size. */
	refuseBytes(bytes: number): void {
		if (bytes < SMALLEST_LARGE_BODY) return;
		this.bytesOfSeveral = Math.min(this.bytesOfSeveral ?? Infinity, Math.floor(bytes / 2));
	}
}
