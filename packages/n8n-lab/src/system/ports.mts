import net from 'node:net';

/** @returns different ports that are free on the loopback address */
export async function freePorts(count: number): Promise<number[]> {
	const servers = await Promise.all(Array.from({ length: count }, listen));
	const ports = servers.map((server) => {
		const address = server.address();
		if (address === null || typeof address === 'string') throw new Error('No port was given.');
		return address.port;
	});
	// Closed only when all are known, or the same port could come twice.
	await Promise.all(servers.map(close));
	return ports;
}

function listen(): Promise<net.Server> {
	return new Promise((resolve, reject) => {
		const server = net.createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			resolve(server);
		});
	});
}

const close = (server: net.Server) =>
	new Promise<void>((resolve) => {
		server.close(() => {
			resolve();
		});
	});
