import { SandboxClient } from '../../packages/braze-sandbox/src/client.mts';
import { startSandbox } from '../../packages/braze-sandbox/src/index.mts';
import { hurry } from './hurry.mts';

/** How many seconds pass in one: enough for waits of a minute, and a millisecond stays a short time. */
const HURRY = 20;

/** Starts a local Braze; time passes faster for it, and for all that the test file loads. */
export async function startHurriedBraze() {
	const time = hurry(HURRY);
	const sandbox = await startSandbox();
	const client = new SandboxClient(sandbox);
	return {
		sandbox,
		client,
		/** A new Braze, so much later that the node has forgotten what it learned of the last one's limits. */
		reset: async () => {
			time.advance(5 * 60_000);
			await client.reset();
		},
		close: async () => {
			await sandbox.close();
			time.relax();
		},
	};
}
