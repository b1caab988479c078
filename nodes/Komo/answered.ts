/** The parts of a response that tell what n8n answers. */
export interface Answerable {
	statusCode: number;
	end(...rest: never[]): unknown;
}

/**
 * Tells whether n8n has stored what it was handed, as soon as n8n answers the call.
 *
 * n8n answers a call whose workflow it starts only once it has stored the execution: a success means
 * "stored". It calls `end` even when the caller has hung up before or meanwhile, and no event of the
 * response tells that; so `end` itself is watched, as Express's own middleware does.
 * @param listener called once, with whether the answer was a success (2xx)
 */
export function onAnswer(response: Answerable, listener: (stored: boolean) => void): void {
	const { end } = response;
	response.end = (...rest: never[]) => {
		response.end = end;
		listener(response.statusCode >= 200 && response.statusCode < 300);
		return end.apply(response, rest);
	};
}
