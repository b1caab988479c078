import { IMAGE_VARIABLE } from '../../../tools/n8n/pins.mts';
import { ensureN8n } from '../../../tools/n8n/start.mts';

it('an image takes the place of the newest n8n that is pinned', async () => {
	process.env[IMAGE_VARIABLE] = 'docker.n8n.io/n8nio/n8n:3.0.0';
	try {
		expect(await ensureN8n()).toMatchObject({ image: process.env[IMAGE_VARIABLE] });
	} finally {
		Reflect.deleteProperty(process.env, IMAGE_VARIABLE);
	}
});
