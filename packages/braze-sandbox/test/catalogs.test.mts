import { Local } from './support/client.mts';

let local: Local;
beforeAll(async () => (local = await Local.start()));
afterAll(async () => await local.close());
beforeEach(async () => {
	await local.control('reset');
	const fields = [
		{ name: 'id', type: 'string' },
		{ name: 'title', type: 'string' },
		{ name: 'price', type: 'number' },
		{ name: 'tags', type: 'array' },
		{ name: 'made', type: 'time' },
	];
	const items = [{ id: 'one', title: 'One', tags: ['a', 'b'] }];
	await local.control('workspace', { catalogs: [{ name: 'prizes', fields, items }] });
});

async function call(
	method: string,
	path: string,
	items?: unknown,
): Promise<{ status: number; data: { errors?: unknown; items?: unknown }; link?: string }> {
	const answer = await local.request(method.toUpperCase(), `/catalogs/prizes/items${path}`, {
		body: items === undefined ? undefined : { items },
	});
	return { status: answer.status, data: answer.data, link: answer.headers.link };
}

const item = async (id: string) => (await call('get', `/${id}`)).data.items;

describe('catalog items', () => {
	it('are created, edited, replaced and deleted in bulk', async () => {
		expect(await call('post', '', [{ id: 'two', title: 'Two', price: '2.5' }])).toMatchObject({
			status: 202,
			data: { message: 'success' },
		});
		expect(await item('two')).toEqual([{ id: 'two', title: 'Two', price: 2.5 }]);
		await call('patch', '', [{ id: 'one', tags: { $add: ['c'], $remove: ['a'] } }, { id: 'none' }]);
		expect(await item('one')).toEqual([{ id: 'one', title: 'One', tags: ['b', 'c'] }]);
		await call('put', '', [
			{ id: 'one', price: 1 },
			{ id: 'three', title: 'Three' },
		]);
		expect(await item('one')).toEqual([{ id: 'one', price: 1 }]);
		await call('delete', '', [{ id: 'one' }, { id: 'two' }, { id: 'none' }]);
		expect((await call('get', '')).data.items).toEqual([{ id: 'three', title: 'Three' }]);
	});

	it('are created, edited, replaced and deleted one by one', async () => {
		const statuses = [
			await call('post', '/two', [{ title: 'Two', made: '2026-01-01' }]),
			await call('post', '/two', [{ title: 'Two' }]),
			await call('patch', '/two', [{ price: 2 }]),
			await call('patch', '/none', [{ price: 2 }]),
			await call('put', '/two', [{ title: 'New' }]),
			await call('delete', '/two'),
			await call('delete', '/two'),
		].map(({ status }) => status);
		expect(statuses).toEqual([201, 400, 200, 404, 200, 202, 404]);
	});

	it('come 50 on a page, linked by cursor', async () => {
		const many = Array.from({ length: 50 }, (_, i) => ({ id: `i${i}` }));
		await call('put', '', many);
		const first = await call('get', '');
		expect(first.data.items).toHaveLength(50);
		expect(first.link).toBe('</catalogs/prizes/items?cursor=c2tpcDo1MA%3D%3D>; rel="next"');
		const second = await call('get', '?cursor=c2tpcDo1MA%3D%3D');
		expect(second.data.items).toEqual([{ id: 'i49' }]);
		expect(second.link).toBe('</catalogs/prizes/items?cursor=c2tpcDow>; rel="prev"');
		expect((await call('get', '?cursor=bad-cursor')).data).toEqual({
			errors: [
				{
					id: 'invalid-cursor',
					message: "'cursor' is not valid",
					parameters: ['cursor'],
					parameter_values: ['bad-cursor'],
				},
			],
			message: 'Invalid Request',
		});
	});

	it.each([
		['invalid-fields', [{ id: 'x', none: 1 }]],
		['items-missing-ids', [{ title: 'x' }]],
		['ids-not-strings', [{ id: 1 }]],
		['ids-not-unique', [{ id: 'x' }, { id: 'x' }]],
		['ids-too-large', [{ id: 'x'.repeat(251) }]],
		['invalid-ids', [{ id: 'a b' }]],
		['items-too-large', [{ id: 'x', title: 'x'.repeat(5001) }]],
		['unable-to-coerce-value', [{ id: 'x', price: 'much' }]],
		['invalid-keys-in-value-object', [{ id: 'x', tags: [{ 'a.b': 1 }] }]],
		['item-array-invalid', 'x'],
		['request-includes-too-many-items', Array.from({ length: 51 }, (_, i) => ({ id: `${i}` }))],
	])('are refused with %s', async (id, items) => {
		const { status, data } = await call('put', '', items);
		expect(status).toBe(400);
		expect(data.errors).toMatchObject([{ id }]);
		expect((await call('get', '')).data.items).toHaveLength(1);
	});
});

describe('values', () => {
	const types = { when: 'time', where: 'geo', tags: 'array', n: 'number' };
	const fields = Object.entries({ id: 'string', ...types }).map(([name, type]) => ({ name, type }));
	beforeEach(async () => await local.workspace({ catalogs: [{ name: 'typed', fields }] }));

	const put = async (item: object) =>
		await local.request('PUT', '/catalogs/typed/items/x', { body: { items: [item] } });
	const kept = async () => (await local.get('/catalogs/typed/items/x')).data.items[0];

	it('are times in ISO 8601 or Unix seconds, places, and lists of texts', async () => {
		const item = { when: 1_767_225_600, where: [115.86, -31.95], tags: ['a', 'b'] };
		expect((await put(item)).status).toBe(200);
		expect(await kept()).toEqual({ id: 'x', ...item, when: '2026-01-01T00:00:00.000Z' });
	});

	it.each([
		{ where: [0, 91] },
		{ where: [181, 0] },
		{ where: ['0', 0] },
		{ where: [0] },
		{ where: '0,0' },
		{ when: 'soon' },
		{ tags: [1] },
		{ tags: Array.from({ length: 101 }, String) },
	])('like %j do not fit their type', async (item) => {
		const { status, data } = await put(item);
		expect([status, data.errors[0].id]).toEqual([400, 'unable-to-coerce-value']);
	});

	it('of a list may not grow beyond 100 by an update', async () => {
		await put({ tags: Array.from({ length: 100 }, String) });
		const items = [{ tags: { $add: ['one more'] } }];
		const update = await local.request('PATCH', '/catalogs/typed/items/x', { body: { items } });
		expect(update.status).toBe(400);
	});

	it('that are left out by replacing are gone, or stay', async () => {
		await put({ n: 1, tags: ['a'] });
		await put({ n: 2 });
		expect(await kept()).toEqual({ id: 'x', n: 2 });
		await local.workspace({ settings: { replacedItems: 'keep' } });
		await put({ tags: ['b'] });
		expect(await kept()).toEqual({ id: 'x', n: 2, tags: ['b'] });
	});

	it.each([
		['full', 'company-size-limit-already-reached'],
		['surge', 'company-size-limit-surge'],
	])('find no room when the storage is %s', async (catalogStorage, id) => {
		await local.workspace({ settings: { catalogStorage } });
		const body = { items: [{ id: 'x' }] };
		const { status, data } = await local.request('PUT', '/catalogs/typed/items', { body });
		expect([status, data.errors[0].id]).toEqual([400, id]);
	});
});

describe('catalogs', () => {
	const ID = { name: 'id', type: 'string' };

	it.each([
		['catalog-array-invalid', []],
		['too-many-catalog-atoms', [{ name: 'a' }, { name: 'b' }]],
		['invalid-catalog-name', [{ name: 'my catalog', fields: [ID] }]],
		['catalog-name-too-large', [{ name: 'x'.repeat(251), fields: [ID] }]],
		['description-too-long', [{ name: 'a', description: 'x'.repeat(251), fields: [ID] }]],
		['invalid-fields', [{ name: 'a' }]],
		['id-not-first-column', [{ name: 'a', fields: [{ name: 'n', type: 'number' }, ID] }]],
		['invalid-field-types', [{ name: 'a', fields: [ID, { name: 'n', type: 'money' }] }]],
		['invalid-field-names', [{ name: 'a', fields: [ID, { name: 'n n', type: 'number' }] }]],
		['field-names-too-large', [{ name: 'a', fields: [ID, { name: 'n'.repeat(251) }] }]],
		['field-names-not-unique', [{ name: 'a', fields: [ID, ID] }]],
		[
			'too-many-fields',
			[{ name: 'a', fields: [ID, ...Array.from({ length: 500 }, (_, i) => ({ name: `f${i}` }))] }],
		],
	])('are refused with %s', async (id, catalogs) => {
		const { status, data } = await local.post('/catalogs', { catalogs });
		expect([status, data.errors[0].id]).toEqual([400, id]);
	});

	it('are created, listed and deleted', async () => {
		const catalog = { name: 'new', description: 'New', fields: [{ name: 'id', type: 'string' }] };
		expect((await local.post('/catalogs', { catalogs: [catalog] })).status).toBe(201);
		const again = await local.post('/catalogs', { catalogs: [catalog] });
		expect(again.data.errors).toMatchObject([{ id: 'catalog-name-already-exists' }]);
		const { data } = await local.get('/catalogs');
		expect(data.catalogs).toMatchObject([{ name: 'prizes', num_items: 1 }, catalog]);
		expect((await local.request('DELETE', '/catalogs/new')).status).toBe(200);
		expect((await local.request('DELETE', '/catalogs/new')).data.errors).toEqual([
			{
				id: 'catalog-not-found',
				message: 'Could not find catalog',
				parameters: ['catalog_name'],
				parameter_values: ['new'],
			},
		]);
	});
});
