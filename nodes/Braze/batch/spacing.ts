import type { Client } from '../api/client';

/** Keeps what follows so far from what came before that Braze takes both. */
export class Spacing {
	private isFirst = true;

	/** @param milliseconds between what came before and what follows */
	constructor(private readonly milliseconds: number) {}

	/** Waits before the next stage; not before the first one. */
	async wait(client: Client): Promise<void> {
		if (!this.isFirst) await client.rest(this.milliseconds);
		this.isFirst = false;
	}
}
