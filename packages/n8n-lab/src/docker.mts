import type { Installation } from './install.mts';

/** Variables that describe this machine, not a container. */
const OUTSIDE = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'NODE_EXTRA_CA_CERTS'];

/**
 * An n8n to run from a Docker image in place of an installation. Where a tool needs n8n's Node, it gets
 * the one that runs this.
 *
 * @param image e.g. `docker.n8n.io/n8nio/n8n:3.0.0`
 */
export const n8nImage = (image: string): Installation => ({
	node: process.execPath,
	n8n: '',
	image,
});

/**
 * Makes the arguments of `docker run` for one n8n command, with the network, user and user folder of
 * this machine: it is then reached, stopped and looked into like a process of ours. (The network of
 * the host is Linux's.)
 *
 * @param args of n8n, e.g. `['start']`
 * @param env of n8n; only names are in the arguments, which others on this machine can read
 * @param userFolder that n8n's processes share
 */
export function dockerArguments(
	image: string,
	args: string[],
	env: NodeJS.ProcessEnv,
	userFolder: string,
): string[] {
	const names = Object.keys(env).filter((name) => !OUTSIDE.includes(name));
	const user = [process.getuid?.() ?? 0, process.getgid?.() ?? 0].join(':');
	return [
		...['run', '--rm', '--init', '--network', 'host', '--user', user],
		...['--volume', `${userFolder}:${userFolder}`, '--workdir', userFolder],
		...names.flatMap((name) => ['--env', name]),
		image,
		...args,
	];
}
