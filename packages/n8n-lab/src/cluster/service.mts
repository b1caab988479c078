import fs from 'node:fs';
import net from 'node:net';

import { type ServerProcess, spawnServer } from '../system/server.mts';
import { makeTemporaryFolder } from '../system/temporaryFolder.mts';

/**
 * `nobody` on Debian. PostgreSQL refuses to run as root, and nothing else in a throw-away cluster needs to.
 */
const NOBODY = { uid: 65_534, gid: 65_534 };

/** The unprivileged user that services run as; undefined if the caller isn't root. */
export const serviceUser = () => (process.getuid?.() === 0 ? NOBODY : undefined);

/** Makes a throw-away folder for the folders of services. */
export function makeParentFolder(prefix: string) {
	const temporary = makeTemporaryFolder(prefix);
	// Services run as another user, who must be able to reach their own folders.
	fs.chmodSync(temporary.folder, 0o711);
	return temporary;
}

/** Makes a folder that the service may write to. */
export function makeServiceFolder(folder: string): string {
	fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
	const user = serviceUser();
	if (user) fs.chownSync(folder, user.uid, user.gid);
	return folder;
}

/** A part of a cluster that can be killed, and restarted with what it has stored. */
export interface Service {
	name: string;
	/** The ID of the current process. */
	pid: () => number;
	start: () => Promise<void>;
	kill: () => Promise<void>;
	stop: (signal?: NodeJS.Signals) => Promise<void>;
}

/**
 * Starts a service and waits until it is ready.
 *
 * @param spawn starts its process
 * @param ready an address that responds with 200 once it is ready, or a function that returns whether it is
 */
export async function startService(
	name: string,
	spawn: () => ServerProcess,
	ready: string | (() => Promise<boolean>),
): Promise<Service> {
	let server = spawn();
	await server.untilReady(ready);
	return {
		name,
		pid: () => server.pid,
		async start() {
			server = spawn();
			await server.untilReady(ready);
		},
		kill: () => server.kill(),
		stop: (signal) => server.stop(signal),
	};
}

/** Starts a service's program in its folder, as an unprivileged user if the caller is root. */
export const spawnService = (
	program: string,
	args: string[],
	folder: string,
	env: NodeJS.ProcessEnv = {},
): ServerProcess =>
	spawnServer(program, args, {
		cwd: folder,
		env: { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: folder, ...env },
		user: serviceUser(),
	});

/** @returns whether something listens on this port of the loopback address */
export function isListening(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = net.connect(port, '127.0.0.1');
		const end = (listens: boolean) => {
			socket.destroy();
			resolve(listens);
		};
		socket.once('connect', () => end(true));
		socket.once('error', () => end(false));
	});
}
