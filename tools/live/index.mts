/*
 * Checks what public documentation leaves open against a real Braze, with the user's own key.
 * Read-only unless --write is given and confirmed; the key comes from BRAZE_API_KEY or is asked for,
 * and is never printed.
 */

import crypto from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { markdownTable } from 'markdown-table';

import { cleanApiKey } from '../../nodes/Braze/api/apiKey.ts';
import { CUSTOM_INSTANCE, restEndpointOf } from '../../nodes/Braze/api/instances.ts';
import { checkAssumptions, TARGET_NAMES } from './check.mts';

const USAGE = `Usage: npm run check -- live [--write]
  BRAZE_REST_ENDPOINT  e.g. https://rest.iad-03.braze.com; asked for unless set
  BRAZE_API_KEY        a REST API key; asked for unless set
  BRAZE_CAMPAIGN_ID, BRAZE_CANVAS_ID, BRAZE_TRANSACTIONAL_CAMPAIGN_ID
                       API-triggered ones to try with; with --write they are triggered for a user who
                       does not exist, so nobody gets anything; checks that need one are left out
  --write              create, change and delete a throw-away user as well (asks first)`;

/** @param hidden keeps what is typed off the screen */
async function prompt(question: string, hidden = false): Promise<string> {
	if (!process.stdin.isTTY) throw new Error(USAGE);
	process.stderr.write(question);
	const nowhere = new Writable({
		write: (_chunk, _encoding, done) => {
			done();
		},
	});
	const output = hidden ? nowhere : process.stderr;
	const lines = createInterface({ input: process.stdin, output, terminal: true });
	const answer = await lines.question('');
	lines.close();
	if (hidden) process.stderr.write('\n');
	return answer;
}

async function main() {
	const args = process.argv.slice(2);
	if (args.some((argument) => argument !== '--write')) throw new Error(USAGE);
	const { BRAZE_REST_ENDPOINT, BRAZE_API_KEY } = process.env;
	const restEndpoint = restEndpointOf({
		instance: CUSTOM_INSTANCE,
		restEndpoint: BRAZE_REST_ENDPOINT ?? (await prompt('REST endpoint: ')),
	});
	const apiKey = cleanApiKey(BRAZE_API_KEY ?? (await prompt('REST API key (not shown): ', true)));
	const user = `n8n-live-check-${crypto.randomUUID()}`;
	const mayWrite = args.includes('--write') && (await confirmed(restEndpoint, user));
	const named = Object.entries(TARGET_NAMES).map(([kind, name]) => [kind, process.env[name]]);
	const targets = Object.fromEntries(named.filter(([, id]) => id)) as Record<string, string>;
	const findings = await checkAssumptions({ restEndpoint, apiKey, user, mayWrite, targets });
	const rows = findings.map(({ what, verdict, seen, changes }) => [what, verdict, seen, changes]);
	const head = ['Assumption', 'Verdict', 'Response', 'What would change if it differs'];
	console.log(markdownTable([head, ...rows]));
	process.exitCode = findings.some(({ verdict }) => verdict === 'differs') ? 1 : 0;
}

/** `CONFIRM_WRITE=yes` confirms where nobody can be asked. */
async function confirmed(restEndpoint: string, user: string): Promise<boolean> {
	const answer =
		process.env.CONFIRM_WRITE ??
		(await prompt(
			`This creates, changes and deletes the user ${user} at ${restEndpoint}. Type yes: `,
		));
	return answer.trim() === 'yes';
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
