import { readFileSync } from 'node:fs';
import path from 'node:path';

import { setUp } from '../../../../nodes/Braze/trigger/panel.ts';
import { CAMPAIGN_BODY, CANVAS_BODY } from '../../../../nodes/Braze/trigger/webhookBody.ts';
import { root } from '../../../../tools/setup/dependencies.js';

const page = readFileSync(path.join(root, 'docs/braze-trigger.md'), 'utf8');
const bodies = [...page.matchAll(/```json\n([^`]*)```/g)].map(
	([, text]) => JSON.parse(text) as unknown,
);

it('the page offers the bodies to copy, and the panel the first of them', () => {
	expect(bodies).toEqual(expect.arrayContaining([CAMPAIGN_BODY, CANVAS_BODY]));
	const { displayName } = setUp.find(({ name }) => name === 'webhookSetUp') ?? {};
	expect(displayName).toContain(JSON.stringify(CAMPAIGN_BODY));
});
