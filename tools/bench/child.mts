import { fork, type Serializable } from 'node:child_process';

import { atExit } from '../../packages/n8n-lab/src/system/cleanup.js';

interface ChildOptions {
	/** Of Node. */
	flags?: string[];
	/** Sent to the program as its first message. */
	input?: Serializable;
	/** Added to the caller's own. */
	env?: NodeJS.ProcessEnv;
}

/**
 * Starts a program of the benchmarks as a process of its own, which ends with this one.
 *
 * @param node n8n's Node, which runs TypeScript as it is: a compiler in the process would get into
 * what is measured
 */
export function startChild(node: string, file: string, options: ChildOptions = {}) {
	const { flags = [], input, env } = options;
	const child = fork(file, [], {
		execPath: node,
		execArgv: flags,
		env: { ...process.env, ...env },
		stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
	});
	let errors = '';
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		errors = (errors + text).slice(-4000);
	});
	const forget = atExit(() => {
		child.kill('SIGKILL');
	});
	const ended = new Promise<string>((resolve) => {
		child.once('error', (error) => {
			resolve(error.message);
		});
		child.once('exit', (code, signal) => {
			forget();
			resolve(`it ended with ${signal ?? `code ${code ?? 'unknown'}`}`);
		});
	});
	if (input !== undefined) child.send(input);
	return {
		/**
		 * @returns what it sends first
		 * @throws if it ends before that
		 */
		async firstMessage(): Promise<unknown> {
			const message = new Promise<{ value: unknown }>((resolve) => {
				child.once('message', (value) => {
					resolve({ value });
				});
			});
			const outcome = await Promise.race([message, ended]);
			if (typeof outcome === 'string') throw new Error(`${file}: ${outcome}\n${errors}`);
			return outcome.value;
		},
		async stop() {
			child.kill();
			await ended;
		},
	};
}

/**
 * Runs such a program until its first message, then ends it.
 *
 * @returns that message
 * @throws if it ends without one
 */
export async function runChild(
	node: string,
	file: string,
	options?: ChildOptions,
): Promise<unknown> {
	const child = startChild(node, file, options);
	try {
		return await child.firstMessage();
	} finally {
		await child.stop();
	}
}

/** The other side of `runChild`: does the work, and sends its result to the parent. */
export function answerParent(work: (input: unknown) => Promise<unknown>) {
	process.once('message', (input) => {
		void work(input).then((result) => {
			process.send?.(result, undefined, undefined, () => {
				process.disconnect();
			});
		});
	});
}
