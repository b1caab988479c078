#!/usr/bin/env node
import { parseArgs } from 'node:util';

import { startDemo } from './demo.mts';
import { startSandbox } from './index.mts';

const USAGE = `A local Braze to try and test against.

Usage: braze-sandbox [options]
  --port N       listen on this port; 0, the default, is any free one
  --api-key KEY  the REST API key to accept; made up unless given
  --demo         start with users, campaigns, Canvases, attributes and a catalog to pick from
  --json         print one line of JSON, {"url": …, "apiKey": …}, when ready
  --help         print this`;

/** An invalid value. */
class UsageError extends Error {}

/** @throws {Error} for an unknown flag or an invalid value */
function read(args: string[]) {
	const { values } = parseArgs({
		args,
		options: {
			port: { type: 'string', default: '0' },
			'api-key': { type: 'string' },
			demo: { type: 'boolean', default: false },
			json: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	const port = Number(values.port);
	if (!/^\d+$/.test(values.port) || port > 65_535) {
		throw new UsageError(`--port must be a number from 0 to 65535, not '${values.port}'`);
	}
	const apiKey = values['api-key'];
	if (apiKey !== undefined && !/^\S+$/.test(apiKey)) {
		throw new UsageError('--api-key must be a text without spaces');
	}
	return { ...values, port, apiKey };
}

async function main(args: string[]) {
	const { port, apiKey, demo, json, help } = read(args);
	if (help) {
		console.log(USAGE);
		return;
	}
	const sandbox = await (demo ? startDemo : startSandbox)({ port, apiKey });
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => {
			void sandbox.close();
		});
	}
	if (json) {
		console.log(JSON.stringify({ url: sandbox.url, apiKey: sandbox.apiKey }));
		return;
	}
	console.log(`Local Braze at ${sandbox.url} (open it in a browser)`);
	console.log(`REST API key: ${sandbox.apiKey}`);
	console.log('Ctrl-C stops it.');
}

main(process.argv.slice(2)).catch((error: unknown) => {
	const { message, code } = error as NodeJS.ErrnoException;
	console.error(message);
	if (error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS')) {
		console.error(`\n${USAGE}`);
	}
	process.exitCode = 1;
});
