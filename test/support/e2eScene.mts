import { type Scene, startScene } from '../../tools/demo/scene.mts';
import { NEWEST, OLDEST } from '../../tools/n8n/pins.mts';

/** n8n responds to everything with 503 while a ping of its database takes too long, as on a busy machine. */
const NO_PINGS = { DB_PING_INTERVAL_SECONDS: '3600' };

let scene: Scene | undefined;

/**
 * Starts what the end-to-end tests share: the local Braze, and n8n with the template published.
 *
 * @param project of jest: its name says which n8n
 */
export async function startSharedScene(_: unknown, project: { displayName: { name: string } }) {
	const release = project.displayName.name === 'e2e-oldest' ? OLDEST : NEWEST;
	scene = await startScene({
		release,
		env: NO_PINGS,
		onProgress: (line) => {
			console.error(line);
		},
	});
	const { n8n, sandbox, secret, credentials, workflowId, webhookUrl } = scene;
	// The tests run in contexts of their own: only text gets there.
	process.env.KOMO_BRAZE_E2E = JSON.stringify({
		n8n: {
			release: release.name,
			url: n8n.url,
			owner: n8n.owner,
			cookie: n8n.api.cookie(),
			userFolder: n8n.userFolder.folder,
		},
		sandbox: { url: sandbox.url, apiKey: sandbox.apiKey },
		secret,
		credentials,
		workflowId,
		webhookUrl,
	});
}

export async function stopSharedScene() {
	await scene?.stop();
}
