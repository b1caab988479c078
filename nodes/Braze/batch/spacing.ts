import type { Client } from '../api/client';

/** Keeps stages far enough apart that Braze does not drop the later one. */
export class Spacing {
	private isFirst = true;

	/** @param milliseconds between the end of a stage and the next one */
	constructor(private readonly milliseconds: number) {}

	/** Waits before each stage but the first. */
	async wait(client: Client): Promise<void> {
		if (!this.isFirst) await client.rest(this.milliseconds);
		this.isFirst = false;
	}
}
