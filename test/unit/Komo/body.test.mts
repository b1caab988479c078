import { readFileSync } from 'node:fs';
import path from 'node:path';

import { BODY, triggerPanel } from '../../../nodes/Komo/panel.ts';
import { root } from '../../../tools/setup/dependencies.js';

it.each(['README.md', 'docs/request-body.md'])('the panel shows the body of %s', (file) => {
	const page = readFileSync(path.join(root, file), 'utf8');
	const [, inDocs] = /```json\n([^`]*)```/.exec(page) ?? [];
	expect(JSON.parse(BODY)).toEqual(JSON.parse(inDocs));
	expect(JSON.stringify(triggerPanel)).toContain(JSON.stringify(BODY).slice(1, -1));
});
