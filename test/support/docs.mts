import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../tools/setup/dependencies.js';

/** @returns the text of a page below `docs/` */
export const readDoc = (name: string) => readFileSync(join(root, 'docs', name), 'utf8');
