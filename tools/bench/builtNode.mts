import { createRequire } from 'node:module';
import path from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';

import { root } from '../setup/dependencies.js';

// As built: what is measured is what users get.
const built = createRequire(path.join(root, 'dist', 'index.js'));

export const { Braze } = built('./nodes/Braze/Braze.node.js') as { Braze: new () => INodeType };
export const { BrazeApi } = built('./credentials/BrazeApi.credentials.js') as {
	BrazeApi: new () => ICredentialType;
};
