import type { Scene } from './scene.mts';
import { komoFormEntry } from './submission.mts';

/** @returns what there is to see and try */
export function invitation({ n8n, sandbox, webhookUrl, secret, workflowId }: Scene): string {
	const body = JSON.stringify(
		komoFormEntry({ email: 'ann@example.com', first_name: 'Ann', last_name: 'Example' }),
	);
	return [
		`n8n's editor    ${n8n.url}/workflow/${workflowId}`,
		`                log in as ${n8n.owner.email} with the password ${n8n.owner.password}`,
		`Local Braze     ${sandbox.url}`,
		`                with the API key ${sandbox.apiKey}`,
		`Komo's webhook  ${webhookUrl}`,
		'',
		'Send a form entry, and watch it arrive in Braze:',
		'',
		`curl -X POST '${webhookUrl}' -H 'X-Komo-Secret: ${secret}' \\`,
		`  -H 'Content-Type: application/json' -d '${body}'`,
		'',
		'Everything here is thrown away when you press Ctrl-C.',
	].join('\n');
}
