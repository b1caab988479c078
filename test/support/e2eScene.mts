import { startScene, type Scene } from '../../tools/demo/scene.mts';

let scene: Scene | undefined;

/** Starts what the end-to-end tests share: the local Braze, and n8n with the template published. */
export async function startSharedScene() {
	scene = await startScene({
		onProgress: (line) => {
			console.error(line);
		},
	});
	const { n8n, sandbox, secret, credentials, workflowId, webhookUrl } = scene;
	// The tests run in contexts of their own: only text gets there.
	process.env.KOMO_BRAZE_E2E = JSON.stringify({
		n8n: {
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
