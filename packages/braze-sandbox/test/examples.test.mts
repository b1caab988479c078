import { readExamples } from './support/brazeExamples.mts';
import { Local } from './support/client.mts';

/** What the examples take for granted. */
const workspace = {
	campaigns: [
		{ id: 'campaign_identifier', name: 'Example' },
		{ id: 'transactional', name: 'Example', transactional: true },
	],
	canvases: [{ id: 'canvas_identifier', name: 'Example' }],
	catalogs: [
		{
			name: 'menu',
			fields: [
				{ name: 'id', type: 'string' },
				{ name: 'Name', type: 'string' },
				{ name: 'City', type: 'string' },
				{ name: 'Cuisine', type: 'string' },
				{ name: 'Rating', type: 'number' },
				{ name: 'Loyalty_Program', type: 'boolean' },
				{ name: 'Location', type: 'object' },
				{ name: 'Open_Time', type: 'time' },
				{ name: 'Created_At', type: 'time' },
			],
			items: [{ id: 'there' }],
		},
	],
};

/** The endpoints that the sandbox serves, as the collection spells them. */
const OURS =
	/^\/(users\/(track|identify|alias|delete|merge|external_ids|export\/ids)|(v2\/)?subscription|email\/(status|bounce|spam|blocklist|blacklist)|sms\/.*\/remove|campaigns\/(trigger\/send|list)|canvas\/(trigger\/send|list)|sends\/id|segments\/list|events\/list|purchases\/product_list|transactional|catalogs)/;

/**
 * Examples that Braze's own text rules out. Each is asserted to be refused for that reason.
 */
const RULED_OUT: Record<string, RegExp> = {
	// Its values are all "string": no group, state, address or number.
	'POST /subscription/status/set': /'subscription_state' must be/,
	'POST /v2/subscription/status/set': /'subscription_state' must be/,
	// Name one recipient in two ways; the page wants exactly one.
	'POST /campaigns/trigger/send': /only one of/,
	'POST /canvas/trigger/send': /only one of/,
	// Leaves out the id that the page's own text requires of each item.
	'PUT /catalogs/{catalog_name}/items': /do not have ids/,
};

const { examples, missing } = readExamples();
const found = examples.filter(({ path }) => OURS.test(path));
// (Jest needs a case, even to skip it.)
const ours = missing === null ? found : [{ method: 'POST', path: `(${missing})`, body: null }];

async function tryExample(
	local: Local,
	{ name, method, path, body }: { name: string; method: string; path: string; body: unknown },
): Promise<void> {
	const isCreation = name.startsWith('POST') && path.endsWith('{item_id}');
	const url = path
		.replace('{catalog_name}', 'menu')
		.replace('{item_id}', isCreation ? 'fresh' : 'there')
		.replace('{campaign_id}', 'transactional');
	const query = path.startsWith('/subscription/') && method === 'GET';
	const answer = await local.request(
		method,
		query ? `${url}?subscription_group_id=g&external_id=u1` : url,
		{ body },
	);
	const refused = Object.hasOwn(RULED_OUT, name) ? RULED_OUT[name] : undefined;
	if (refused) {
		expect(answer.status).toBe(400);
		expect(JSON.stringify(answer.data)).toMatch(refused);
		return;
	}
	expect({ status: answer.status, data: answer.data }).not.toHaveProperty('data.errors');
	expect(answer.status).toBeGreaterThanOrEqual(200);
	expect(answer.status).toBeLessThan(300);
}

// Without the collection nothing is compared, and these count as skipped.
const suite = missing === null ? describe : describe.skip;

suite("the examples of Braze's endpoint collection", () => {
	let local: Local;
	beforeAll(async () => (local = await Local.start()));
	afterAll(async () => await local.close());
	beforeEach(async () => {
		await local.control('reset');
		await local.control('workspace', workspace);
	});

	it.each(
		ours.map(({ method, path, body }) => [`${method} ${path}`, { method, path, body }] as const),
	)('%s', async (name, example) => await tryExample(local, { name, ...example }));

	it('cover the endpoints that have one', () => expect(ours.length).toBeGreaterThanOrEqual(35));
});
