/*
 * For work on the nodes: a real n8n with the package in it, the local Braze and the template
 * workflow, as in the demo. What changes in `nodes/`, `credentials/` and `icons/` is built into that
 * n8n, which reloads it and tells open editors. Runs until Ctrl-C.
 */

import { endOnSignal } from '../demo/endOnSignal.mts';
import { invitation } from '../demo/invitation.mts';
import { startScene } from '../demo/scene.mts';
import { watchSources } from './watch.mts';

async function main() {
	const onProgress = (line: string) => {
		console.error(line);
	};
	onProgress('Starting a local Braze and n8n (n8n takes about 15 seconds)');
	let isReady = false;
	const scene = await startScene({
		onProgress,
		demo: true,
		// n8n's own setting: it watches the folders of packages, and reloads what has changed.
		env: { N8N_DEV_RELOAD: 'true' },
		log: (line) => {
			if (isReady) console.log(`n8n   ${line}`);
		},
	});
	isReady = true;
	const watchers = watchSources(scene.n8n.userFolder.folder, (line) => {
		console.log(`build ${line}`);
	});
	endOnSignal(async () => {
		await watchers.stop();
		await scene.stop();
	});
	console.log(`\n${invitation(scene)}`);
	console.log('A change in nodes, credentials or icons shows in the editor after some seconds.\n');
	onProgress(await watchers.ended);
	await scene.stop();
	process.exit(1);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
