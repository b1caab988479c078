import type { ReplaceableResponse } from '../../../../nodes/receiving/responses';

/** A response, as Express makes it, that remembers how it was ended. */
export class FakeResponse implements ReplaceableResponse {
	readonly ended: unknown[][] = [];

	readonly headers = new Map<string, string>();

	headersSent = false;

	/** Whether the caller has hung up. */
	destroyed = false;

	constructor(public statusCode = 200) {}

	setHeader(name: string, value: string) {
		this.headers.set(name.toLowerCase(), value);
	}

	removeHeader(name: string) {
		this.headers.delete(name.toLowerCase());
	}

	end(...rest: unknown[]) {
		this.ended.push(rest);
		return this;
	}

	set(headers: Record<string, string>) {
		for (const [name, value] of Object.entries(headers)) this.setHeader(name, value);
		return this;
	}

	status(code: number) {
		this.statusCode = code;
		return this;
	}

	json(body: unknown) {
		return this.end(JSON.stringify(body));
	}
}
