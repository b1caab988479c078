import { useWorkbench } from './support/workbench';

const bench = useWorkbench();
beforeEach(async () => {
	const many = (word: string) =>
		Array.from({ length: 120 }, (_, n) => ({ id: `${word}-${n}`, name: `${word} ${n}` }));
	await bench.braze('/_sandbox/workspace', {
		campaigns: [...many('campaign'), { id: 'old', name: 'Old one', archived: true }],
		canvases: many('canvas'),
		segments: many('segment'),
		events: Array.from({ length: 260 }, (_, n) => `event ${n}`),
		products: [...Array.from({ length: 260 }, (_, n) => `product ${n}`)],
		catalogs: [{ name: 'prizes', fields: [{ name: 'id', type: 'string' }] }],
	});
});

const paths = async () => (await bench.requests()).map(({ path }) => path);

describe('get many', () => {
	it.each([
		['campaign', '/campaigns/list?include_archived=false&sort_direction=desc&page=0'],
		['canvas', '/canvas/list?include_archived=false&sort_direction=desc&page=0'],
		['segment', '/segments/list?sort_direction=desc&page=0'],
	])('%s: up to a limit, or all', async (resource, path) => {
		const output = await bench.items(`${resource}.getMany`, {});
		expect(output).toHaveLength(50);
		expect(output[0].json).toMatchObject({
			id: expect.stringContaining(`${resource}-`),
			name: expect.stringContaining(resource),
		});
		expect(output[49].pairedItem).toEqual({ item: 0 });
		expect(await paths()).toEqual([path]);
		const all = await bench.run(`${resource}.getMany`, { returnAll: true });
		expect(new Set(all.map(({ id }) => id)).size).toBe(120);
	});

	it('asks as the options say, item by item', async () => {
		const options = {
			includeArchived: '={{ $json.archived }}',
			sortDirection: 'asc',
			editedAfter: '2026-01-01T00:00:00Z',
		};
		const output = await bench.run('campaign.getMany', { returnAll: true, options }, [
			{ archived: true },
		]);
		expect(output).toContainEqual(expect.objectContaining({ id: 'old' }));
		const [query] = (await paths()).map((path) => new URL(path, 'http://x').searchParams);
		expect(Object.fromEntries(query)).toEqual({
			include_archived: 'true',
			sort_direction: 'asc',
			'last_edit.time[gt]': '2026-01-01T00:00:00Z',
			page: '0',
		});
	});

	it.each([
		['Return All', { returnAll: '={{ $json.value }}' }, 'Return All must be true or false.'],
		['Limit', { limit: '={{ $json.value }}' }, 'Limit must be a number of at least 1.'],
		[
			'Include Archived',
			{ options: { includeArchived: '={{ $json.value }}' } },
			'Include Archived must be true or false.',
		],
		['Sort', { options: { sortDirection: '={{ $json.value }}' } }, 'Sort must be desc or asc.'],
		[
			'Edited After',
			{ options: { editedAfter: '={{ $json.value }}' } },
			'Edited After is not a date and time.',
		],
	])('takes no value of %s for another', async (_name, parameters, message) => {
		const output = await bench.run('campaign.getMany', parameters, [{ value: 'some' }, {}]);
		const [rejected] = output;
		expect(rejected).toMatchObject({
			status: 'rejected',
			errors: [expect.stringContaining(`${message} Value: "some".`)],
		});
	});

	it('takes what form entries hold: text', async () => {
		const parameters = { returnAll: '={{ $json.all }}', limit: '={{ $json.limit }}' };
		const items = [
			{ all: 'true', limit: '' },
			{ all: 'false', limit: '7' },
		];
		expect(await bench.run('segment.getMany', parameters, items)).toHaveLength(120 + 7);
	});

	it('asks for what was edited after a moment, whatever gives it', async () => {
		const moments = [
			'2026-01-01T10:00:00',
			'={{ DateTime.fromISO("2026-01-01T00:00:00Z") }}',
			'2026-01-01T00:00:00.500+11:00',
			'2026-01-01',
			'2026-01-01T10:00:00:500Z',
		];
		for (const editedAfter of moments) {
			await bench.run('canvas.getMany', { options: { editedAfter } });
		}
		const asked = (await paths()).map((path) =>
			new URL(path, 'http://x').searchParams.get('last_edit.time[gt]'),
		);
		// The workflow's time zone is New York's.
		expect(asked).toEqual([
			'2026-01-01T15:00:00Z',
			'2026-01-01T00:00:00Z',
			'2025-12-31T13:00:00Z',
			'2026-01-01T05:00:00Z',
			'2026-01-01T10:00:00Z',
		]);
	});

	it('reads a page again after a rate limit, and stops at a missing permission', async () => {
		await bench.braze('/_sandbox/faults', {
			rules: [{ path: '/segments/list', status: 429, retryAfter: 0, times: 1 }],
		});
		expect(await bench.run('segment.getMany', { limit: 1 })).toHaveLength(1);
		await bench.braze('/_sandbox/faults', { rules: [{ path: '/canvas/list', status: 403 }] });
		expect((await bench.fail('canvas.getMany', {})).message).toContain('canvas.list');
		const output = await bench.run('canvas.getMany', {}, [{}, {}]);
		expect(output).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
	});
});

describe('get many of what has names', () => {
	it('events: with their status', async () => {
		await bench.braze('/_sandbox/workspace', {
			events: [{ name: 'a retired one', status: 'Blocklisted' }],
		});
		const output = await bench.run('event.getMany', { limit: 60 });
		expect(output).toHaveLength(60);
		expect(output[0]).toMatchObject({ name: 'a retired one', status: 'Blocklisted' });
		expect(await paths()).toEqual(['/events', expect.stringMatching(/^\/events\?cursor=/)]);
		const all = await bench.run('event.getMany', { returnAll: true });
		expect(new Set(all.map(({ name }) => name)).size).toBe(261);
	});

	it('events: names alone, for keys that may only list them', async () => {
		await bench.braze('/_sandbox/faults', { rules: [{ path: '/events', status: 403 }] });
		expect((await bench.fail('event.getMany', {})).message).toContain('events.get');
		const names = await bench.run('event.getMany', { returnDetails: false, returnAll: true });
		expect(names).toHaveLength(260);
		expect(names[0]).toEqual({ name: 'event 0' });
	});

	it('products', async () => {
		const products = await bench.run('product.getMany', { returnAll: true });
		expect(products).toHaveLength(260);
		expect(products[0]).toEqual({ product_id: 'product 0' });
		await bench.braze('/_sandbox/faults', { rules: [{ status: 403 }] });
		expect((await bench.fail('product.getMany', {})).message).toContain('purchases.product_list');
	});

	it('catalogs: all in one request', async () => {
		expect(await bench.run('catalog.getMany', {})).toMatchObject([
			{ name: 'prizes', fields: [{ name: 'id', type: 'string' }], num_items: 0 },
		]);
		expect(await paths()).toEqual(['/catalogs']);
	});
});

describe('from list', () => {
	const listSearch = () => bench.node.methods.listSearch;

	it('loads page by page', async () => {
		const { searchCampaigns } = listSearch();
		const first = await searchCampaigns.call(bench.lists());
		expect(first.results).toHaveLength(100);
		expect(first.results[0]).toEqual({
			name: expect.stringMatching(/^campaign /),
			value: expect.stringMatching(/^campaign-/),
		});
		const second = await searchCampaigns.call(bench.lists(), '', first.paginationToken);
		expect(second).toEqual({ results: expect.any(Array) });
		expect(second.results).toHaveLength(20);
	});

	it('reads on until something fits a search', async () => {
		const { searchEvents, searchSegments } = listSearch();
		const found = await searchEvents.call(bench.lists(), 'EVENT 99');
		expect(found.results).toEqual([{ name: 'event 99', value: 'event 99' }]);
		expect(await paths()).toEqual([0, 1, 2].map((page) => `/events/list?page=${page}`));
		expect((await searchSegments.call(bench.lists(), 'nothing like it')).results).toEqual([]);
	});

	it('lists Canvases, and catalogs by name, in one go', async () => {
		const { searchCanvases, searchCatalogs, searchPreferenceCenters } = listSearch();
		await bench.braze('/_sandbox/workspace', { preferenceCenters: [{ id: 'p', name: 'news' }] });
		expect(await searchPreferenceCenters.call(bench.lists())).toEqual({
			results: [{ name: 'news', value: 'p' }],
		});
		expect((await searchCanvases.call(bench.lists(), 'canvas 7')).results).toContainEqual({
			name: 'canvas 7',
			value: 'canvas-7',
		});
		expect(await searchCatalogs.call(bench.lists())).toEqual({
			results: [{ name: 'prizes', value: 'prizes' }],
		});
	});

	it('says what is missing, and the way round it', async () => {
		await bench.braze('/_sandbox/faults', { rules: [{ path: '/campaigns/list', status: 403 }] });
		await expect(listSearch().searchCampaigns.call(bench.lists())).rejects.toMatchObject({
			message: expect.stringContaining('campaigns.list'),
			description: expect.stringContaining('By ID'),
		});
	});
});
