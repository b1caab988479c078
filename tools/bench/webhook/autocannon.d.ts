/** The part of autocannon that is used here; it brings no types. */
declare module 'autocannon' {
	interface Request {
		setupRequest: (request: { body?: string }, context: { id?: string }) => object;
		onResponse: (status: number, body: string, context: { id?: string }) => void;
	}

	interface Options {
		url: string;
		method: 'POST';
		connections: number;
		/** Seconds. */
		duration: number;
		/** Seconds. */
		timeout: number;
		/** Whether only 2xx answers count for the latency. */
		excludeErrorStats: boolean;
		headers: Record<string, string>;
		requests: Request[];
	}

	interface Result {
		/** Seconds. */
		duration: number;
		/** Milliseconds. */
		latency: { p50: number; p99: number };
		'2xx': number;
		non2xx: number;
		/** Connections that broke, time-outs included. */
		errors: number;
	}

	function autocannon(options: Options): Promise<Result>;

	export = autocannon;
}
