/** Calls a method of the inspector's protocol. */
export type Session = (method: string, params?: object) => Promise<unknown>;

/**
 * Talks to the inspector of another process. Needs Node 22 or later, such as n8n's own.
 *
 * @param url of its web socket
 */
export async function connect(url: string): Promise<Session> {
	const socket = new WebSocket(url);
	const waiting = new Map<number, (result: unknown) => void>();
	socket.addEventListener('message', ({ data }) => {
		const { id, result } = JSON.parse(String(data)) as { id?: number; result?: unknown };
		if (id !== undefined) waiting.get(id)?.(result);
	});
	await new Promise<void>((resolve, reject) => {
		socket.addEventListener('open', () => {
			resolve();
		});
		socket.addEventListener('error', () => {
			reject(new Error(`There is no inspector at ${url}.`));
		});
	});
	let last = 0;
	return async (method, params = {}) =>
		await new Promise((resolve) => {
			const id = ++last;
			waiting.set(id, resolve);
			socket.send(JSON.stringify({ id, method, params }));
		});
}
