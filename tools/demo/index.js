'use strict';

/*
 * Shows the whole way of a form entry on this machine: Komo's call, a real n8n with this package,
 * a local Braze. Runs until Ctrl-C, or with --once ends by itself: its exit code is 0 only if the
 * profile is right, and its last line is the profile as JSON.
 */

const axios = require('axios').default;

const { compare, waitForProfile } = require('./profile');
const { startScene } = require('./scene');
const { komoFormEntry } = require('./submission');
const { table } = require('./table');

const once = process.argv.includes('--once');

async function main() {
	const onProgress = (/** @type {string} */ line) => console.error(line);
	onProgress('Starting a local Braze and n8n (n8n takes about 15 seconds)');
	const scene = await startScene({ onProgress });
	if (!once) endOnSignal(scene);
	try {
		const { right, profile } = await submit(scene);
		if (once) {
			await scene.stop();
			process.stdout.write(`${JSON.stringify(profile)}\n`);
			process.exitCode = right ? 0 : 1;
		} else {
			console.log(invitation(scene));
		}
	} catch (error) {
		await scene.stop();
		throw error;
	}
}

/**
 * Posts a form entry as Komo would, and shows it beside the profile that comes of it.
 *
 * @param {import('./scene').Scene} scene
 */
async function submit({ webhookUrl, secret, sandbox }) {
	const submission = komoFormEntry();
	const headers = { 'X-Komo-Secret': secret };
	const { status, data } = await axios.post(webhookUrl, submission, { headers });
	console.log(`\nKomo sent a form entry; n8n answered ${status} ${JSON.stringify(data)}.`);
	const profile = await waitForProfile(sandbox, submission.email);
	const rows = compare(submission, profile);
	const cells = rows.map(({ field, sent, held, right }) => {
		return [
			field,
			JSON.stringify(sent),
			JSON.stringify(held) ?? '(nothing)',
			right ? 'ok' : 'WRONG',
		];
	});
	console.log(`\n${table(['Field', 'Komo sent', 'Braze holds', ''], cells)}\n`);
	const aliases = (profile.user_aliases ?? []).map(
		(/** @type {Record<string, string>} */ alias) => `${alias.alias_label} = ${alias.alias_name}`,
	);
	console.log(`  The profile is known by the alias ${aliases.join(', ')}.\n`);
	return { profile, right: rows.every(({ right }) => right) };
}

/**
 * @param {import('./scene').Scene} scene
 * @returns {string} what there is to see and to try
 */
function invitation({ n8n, sandbox, webhookUrl, secret, workflowId }) {
	const body = JSON.stringify(
		komoFormEntry({ email: 'ann@example.com', first_name: 'Ann', last_name: 'Example' }),
	);
	return [
		`n8n's editor    ${n8n.url}/workflow/${workflowId}`,
		`                log in as ${n8n.owner.email} with the password ${n8n.owner.password}`,
		`Local Braze     ${sandbox.url}`,
		`Komo's webhook  ${webhookUrl}`,
		'',
		'Send another form entry, and watch it arrive in Braze:',
		'',
		`curl -X POST '${webhookUrl}' -H 'X-Komo-Secret: ${secret}' \\`,
		`  -H 'Content-Type: application/json' -d '${body}'`,
		'',
		'Everything here is thrown away when you press Ctrl-C.',
	].join('\n');
}

/** @param {import('./scene').Scene} scene */
function endOnSignal(scene) {
	let ending = false;
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(signal, () => {
			// Impatience: what is left is ended at once by the handlers for the exit.
			if (ending) process.exit(1);
			ending = true;
			console.error('\nStopping');
			void scene.stop().then(() => process.exit(0));
		});
	}
}

main().catch((error) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
