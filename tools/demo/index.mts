/*
 * Shows the whole way of a form entry on this machine: Komo's call, a real n8n with this package,
 * a local Braze. Runs until Ctrl-C, or with --once ends by itself: its exit code is 0 only if the
 * profile is right, and its last line is the profile as JSON.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import axios from 'axios';
import { markdownTable } from 'markdown-table';

import { IMAGE_VARIABLE } from '../n8n/pins.mts';
import { endOnSignal } from './endOnSignal.mts';
import { invitation } from './invitation.mts';
import { compare, waitForProfile } from './profile.mts';
import { type Scene, startScene } from './scene.mts';
import { komoFormEntry } from './submission.mts';

const { values: options } = parseArgs({
	options: {
		once: { type: 'boolean', default: false },
		/** A Docker image to run n8n from. */
		image: { type: 'string' },
	},
});
const { once } = options;
if (options.image) process.env[IMAGE_VARIABLE] = options.image;

async function main() {
	const onProgress = (line: string) => {
		console.error(line);
	};
	onProgress('Starting a local Braze and n8n (n8n takes about 15 seconds)');
	const scene = await startScene({ onProgress, demo: true });
	if (!once) endOnSignal(scene.stop);
	try {
		const { right, profile } = await submit(scene);
		if (once) {
			await scene.stop();
			process.stdout.write(`${JSON.stringify(profile)}\n`);
			process.exitCode = right ? 0 : 1;
		} else {
			console.log(invitation(scene));
			void sendMore(scene);
		}
	} catch (error) {
		await scene.stop();
		throw error;
	}
}

/** Posts a form entry as Komo would, and shows it beside the profile that it becomes. */
async function submit({ webhookUrl, secret, sandbox }: Scene) {
	const submission = komoFormEntry();
	const headers = { 'X-Komo-Secret': secret };
	const { status, data } = await axios.post<unknown>(webhookUrl, submission, { headers });
	console.log(`\nKomo sent a form entry; n8n answered ${status} ${JSON.stringify(data)}.`);
	const profile = await waitForProfile(sandbox, submission.email);
	const rows = compare(submission, profile);
	const cells = rows.map(({ field, sent, held, right }) => [
		field,
		JSON.stringify(sent),
		held === undefined ? '(nothing)' : JSON.stringify(held),
		right ? 'ok' : 'WRONG',
	]);
	console.log(`\n${markdownTable([['Field', 'Komo sent', 'Braze holds', ''], ...cells])}\n`);
	const aliases = (profile.user_aliases ?? []).map(
		({ alias_label: label, alias_name: name }) => `${label} = ${name}`,
	);
	console.log(`The profile is known by the alias ${aliases.join(', ')}.\n`);
	return { profile, right: rows.every(({ right }) => right) };
}

/** People who enter while somebody watches. Joe enters again, without a last name. */
const OTHERS: Array<Record<string, string>> = [
	{ email: 'mia@example.com', first_name: 'Mia', last_name: 'Marsh' },
	{ email: 'leo@example.com', first_name: 'Leo', last_name: 'Lind', optin: 'false' },
	{ email: 'zoe@example.com', first_name: 'Zoe', last_name: 'Zahn' },
	{ email: 'joe@bloggs.com', first_name: 'Joe', last_name: '', optin: 'true' },
	{ email: 'ravi@example.com', first_name: 'Ravi', last_name: 'Nair' },
	{ email: 'ines@example.com', first_name: 'Inês', last_name: 'Duarte', optin: 'false' },
	{ email: 'noah@example.com', first_name: 'Noah', last_name: 'Adler' },
	{ email: 'yuki@example.com', first_name: 'Yuki', last_name: 'Mori' },
	{ email: 'leo@example.com', first_name: 'Leo', last_name: 'Lind', optin: 'true' },
	{ email: 'tess@example.com', first_name: 'Tess', last_name: 'Vale' },
];

/** Sends a form entry every few seconds, later more slowly, so that there is something to watch. */
async function sendMore({ webhookUrl, secret }: Scene) {
	const headers = { 'X-Komo-Secret': secret };
	for (let sent = 0; ; sent++) {
		await sleep(sent < OTHERS.length ? 4_000 : 20_000);
		const entry = komoFormEntry(OTHERS[sent % OTHERS.length]);
		// (The demo may be ending.)
		await axios.post(webhookUrl, entry, { headers }).catch(() => undefined);
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
