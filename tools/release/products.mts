/** A package that a release makes of this project. */
export interface Product {
	name: string;
	/** The main one's are in the root's `package.json`. */
	description?: string;
	keywords?: string[];
	/** The folders of `nodes/` whose nodes it has. */
	services: string[];
	/** Where its `README.md` is and, except for the main one, the manifest that n8n's scan looks for. */
	folder: string;
}

const KEYWORDS = ['n8n-community-node-package', 'n8n'];

/** Holds everything, and is what tests and benchmarks install. */
export const MAIN: Product = {
	name: 'n8n-nodes-komo-braze',
	services: ['Komo', 'Braze'],
	folder: '.',
};

/**
 * n8n verifies packages of exactly one service, and offers only those in n8n Cloud
 * (https://docs.n8n.io/integrations/creating-nodes/build/reference/verification-guidelines/).
 */
export const SINGLES: Product[] = [
	{
		name: 'n8n-nodes-komo',
		description:
			'n8n community node for Komo: receive form entries, sign-ups, prizes and more the moment they happen, one by one or in groups',
		keywords: [...KEYWORDS, 'komo', 'competition', 'quiz', 'webhook'],
		services: ['Komo'],
		folder: 'release/n8n-nodes-komo',
	},
	{
		name: 'n8n-nodes-braze',
		description:
			'n8n community nodes for Braze: attributes, events, purchases, subscriptions, campaigns, Canvases and catalogs, with an outcome for each of thousands of items',
		keywords: [...KEYWORDS, 'braze', 'customer-engagement', 'marketing'],
		services: ['Braze'],
		folder: 'release/n8n-nodes-braze',
	},
];

export const PRODUCTS: Product[] = [MAIN, ...SINGLES];
