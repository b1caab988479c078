import { useWorkbench } from './support/workbench';

const bench = useWorkbench();
beforeEach(async () => {
	await bench.braze('/_sandbox/workspace', {
		catalogs: [
			{
				name: 'prizes',
				fields: [
					{ name: 'id', type: 'string' },
					{ name: 'name', type: 'string' },
					{ name: 'left', type: 'number' },
					{ name: 'tags', type: 'array' },
				],
			},
		],
	});
});

const mapped = (...fields: Array<[name: string, value: string, type?: string]>) => ({
	assignments: fields.map(([name, value, type], id) => ({ id: `${id}`, name, value, type })),
});

const catalog = {
	catalogName: { __rl: true, mode: 'list', value: 'prizes' },
	itemId: '={{ $json.id }}',
};
const write = {
	...catalog,
	fields: mapped(['name', '={{ $json.name }}'], ['left', '={{ $json.left }}', 'number']),
};

const sent = async () =>
	(await bench.requests()).map(({ method, path, body }) => [`${method} ${path}`, body]);

const all = async () => {
	const { items } = (await bench.braze('/catalogs/prizes/items')) as { items: object[] };
	return items;
};

describe('create or update', () => {
	it('writes 50 items in a request', async () => {
		const input = Array.from({ length: 51 }, (_, n) => ({ id: `p${n}`, name: `n${n}`, left: n }));
		const output = await bench.items('catalogItem.upsert', { parameters: write, items: input });
		const requests = await sent();
		expect(requests.map(([line]) => line)).toEqual([
			'PUT /catalogs/prizes/items',
			'PUT /catalogs/prizes/items',
		]);
		expect(requests.map(([, body]) => body)).toContainEqual({
			items: [{ name: 'n50', left: 50, id: 'p50' }],
		});
		expect(output[50]).toEqual({
			json: { status: 'accepted', catalog: 'prizes', id: 'p50' },
			pairedItem: { item: 50 },
		});
		expect(await bench.run('catalogItem.getMany', { ...catalog, returnAll: true })).toHaveLength(
			51,
		);
	});

	it('sends an ID twice in two requests, the later one last', async () => {
		await bench.run('catalogItem.upsert', write, [
			{ id: 'p', name: 'first' },
			{ id: 'p', name: 'second' },
		]);
		expect(await sent()).toHaveLength(2);
		expect(await all()).toMatchObject([{ id: 'p', name: 'second' }]);
	});

	it('names the field of an item that cannot be sent, and sends the others', async () => {
		expect(
			await bench.run('catalogItem.upsert', write, [
				{ id: 'a b', name: 'x' },
				{ id: 'x'.repeat(251), name: 'x' },
				{ id: '-', name: 'x' },
				{ id: 'none' },
				{ id: 'long', name: 'x'.repeat(5001) },
				{ id: 'typed', left: 'lots' },
				{ id: 'ok', name: 'x' },
			]),
		).toMatchObject([
			{
				errors: [
					'Item ID can contain only letters, digits, hyphens and underscores. Value: "a b".',
				],
			},
			{ errors: ['Item ID is longer than the 250 characters that Braze accepts.'] },
			{ errors: ['Item ID is "-", which stands for a missing value.'] },
			{ errors: ['Fields: no mapped field has a value in this item.'] },
			{ errors: ['Fields: name is longer than the 5000 characters that Braze accepts.'] },
			{ errors: [expect.stringMatching(/^Fields: "left" is mapped as a number/)] },
			{ status: 'accepted' },
		]);
		expect(await all()).toHaveLength(1);
	});

	it('gives Braze’s word on fields that the catalog lacks, and on an unknown catalog', async () => {
		const parameters = {
			...catalog,
			fields: mapped(['name', '={{ $json.name }}'], ['colour', '={{ $json.colour }}']),
		};
		expect(
			await bench.run('catalogItem.upsert', parameters, [
				{ id: 'bad', colour: 'red' },
				{ id: 'good', name: 'x' },
			]),
		).toMatchObject([
			{ status: 'rejected', errors: [expect.stringContaining('do not exist in the catalog')] },
			{ status: 'accepted' },
		]);
		const catalogName = { __rl: true, mode: 'name', value: 'no such' };
		const before = (await sent()).length;
		expect(
			await bench.run('catalogItem.upsert', { ...write, catalogName }, [
				{ id: 'a', name: 'x' },
				{ id: 'b', name: 'x' },
			]),
		).toMatchObject([
			{ errors: [expect.stringContaining('catalog-not-found')] },
			{ errors: [expect.stringContaining('catalog-not-found')] },
		]);
		expect((await sent()).slice(before).map(([line]) => line)).toEqual([
			'PUT /catalogs/no%20such/items',
		]);
	});
});

describe('update', () => {
	it('changes the fields given, and lists by operators', async () => {
		await bench.run(
			'catalogItem.upsert',
			{ ...catalog, fields: mapped(['name', 'x'], ['tags', '={{ ["a"] }}']) },
			[{ id: 'p' }],
		);
		const fields = mapped(['left', '={{ 3 }}'], ['tags', '={{ ({ $add: ["b"] }) }}']);
		const output = await bench.run('catalogItem.update', { ...catalog, fields }, [{ id: 'p' }]);
		expect(output).toEqual([{ status: 'accepted', catalog: 'prizes', id: 'p' }]);
		expect((await sent())[1]).toEqual([
			'PATCH /catalogs/prizes/items',
			{ items: [{ left: 3, tags: { $add: ['b'] }, id: 'p' }] },
		]);
		expect(await all()).toEqual([{ id: 'p', name: 'x', left: 3, tags: ['a', 'b'] }]);
	});

	it('names the empty field, and says which permission is missing', async () => {
		expect(await bench.run('catalogItem.update', write, [{ name: 'x' }])).toMatchObject([
			{ errors: [expect.stringContaining('Item ID is empty')] },
		]);
		await bench.braze('/_sandbox/faults', { rules: [{ status: 403 }] });
		const error = await bench.fail('catalogItem.update', write, [{ id: 'p', name: 'x' }]);
		expect(error.message).toContain('catalogs.update_items');
	});
});

describe('delete', () => {
	it('deletes items', async () => {
		await bench.run('catalogItem.upsert', write, [
			{ id: 'a', name: 'x' },
			{ id: 'b', name: 'x' },
		]);
		const output = await bench.run('catalogItem.delete', catalog, [
			{ id: 'a' },
			{ id: 'never' },
			{},
		]);
		expect((await sent())[1]).toEqual([
			'DELETE /catalogs/prizes/items',
			{ items: [{ id: 'a' }, { id: 'never' }] },
		]);
		expect(output).toMatchObject([
			{ status: 'accepted', catalog: 'prizes', id: 'a' },
			expect.objectContaining({ status: 'accepted', id: 'never' }),
			{ status: 'rejected', errors: [expect.stringContaining('Item ID is empty')] },
		]);
		expect(await all()).toMatchObject([{ id: 'b' }]);
	});

	it('tells an unknown catalog to every item', async () => {
		const parameters = { ...catalog, catalogName: { __rl: true, mode: 'name', value: 'nope' } };
		expect(await bench.run('catalogItem.delete', parameters, [{ id: 'a' }])).toMatchObject([
			{ errors: [expect.stringContaining('catalog-not-found')] },
		]);
	});
});

describe('get', () => {
	beforeEach(async () => {
		const input = Array.from({ length: 120 }, (_, n) => ({ id: `p${n}`, name: `n${n}` }));
		await bench.run('catalogItem.upsert', write, input);
	});

	it('reads an item, and tells the item whose own is not there', async () => {
		const output = await bench.run('catalogItem.get', catalog, [{ id: 'p7' }, { id: 'nope' }, {}]);
		expect(output).toMatchObject([
			{ id: 'p7', name: 'n7' },
			{ status: 'rejected', errors: ['Could not find item. Check Item ID.'] },
			{ status: 'rejected', errors: [expect.stringContaining('Item ID is empty')] },
		]);
		expect(
			(await sent())
				.slice(-2)
				.map(([line]) => line)
				.sort(),
		).toEqual(['GET /catalogs/prizes/items/nope', 'GET /catalogs/prizes/items/p7']);
	});

	it('reads on until there is enough', async () => {
		const before = (await sent()).length;
		expect(await bench.run('catalogItem.getMany', { ...catalog, limit: 60 })).toHaveLength(60);
		expect((await sent()).length - before).toBe(2);
		const output = await bench.items('catalogItem.getMany', {
			parameters: { ...catalog, returnAll: true },
		});
		expect(new Set(output.map(({ json }) => json.id)).size).toBe(120);
		expect(output[119].pairedItem).toEqual({ item: 0 });
		expect((await sent()).length - before).toBe(5);
	});

	it('tells an unknown catalog, and a missing permission', async () => {
		const parameters = { ...catalog, catalogName: { __rl: true, mode: 'name', value: 'nope' } };
		expect(await bench.run('catalogItem.getMany', parameters)).toMatchObject([
			{ status: 'rejected', errors: [expect.any(String)] },
		]);
		await bench.braze('/_sandbox/faults', { rules: [{ status: 403 }] });
		expect((await bench.fail('catalogItem.getMany', catalog)).message).toContain(
			'catalogs.get_items',
		);
	});
});

describe('a name that would change the path', () => {
	it.each(['upsert', 'update', 'delete', 'get', 'getMany'])(
		'is never asked for: %s',
		async (name) => {
			const parameters = { ...write, catalogName: '={{ $json.catalog }}' };
			const names = ['.', ' .. ', '...', 'a/../b'];
			const outcomes = await bench.run(
				`catalogItem.${name}`,
				parameters,
				names.map((one) => ({ catalog: one, id: 'x', name: 'x' })),
			);
			expect(outcomes.map(({ errors }) => (errors as string[])[0]).slice(0, 2)).toEqual([
				'Catalog cannot be ".".',
				'Catalog cannot be "..".',
			]);
			for (const { path } of await bench.requests()) {
				expect(path).toMatch(/^\/catalogs\/(\.\.\.|a%2F\.\.%2Fb)\/items(\/x)?$/);
			}
		},
	);

	it('cannot be an item’s ID', async () => {
		const invalid = 'Item ID can contain only letters, digits, hyphens and underscores.';
		const missing = 'which stands for a missing value.';
		const items = [{ id: 'a/b' }, { id: 'a..' }, { id: '.' }, { id: '..' }];
		expect(await bench.run('catalogItem.get', catalog, items)).toMatchObject([
			{ errors: [`${invalid} Value: "a/b".`] },
			{ errors: [`${invalid} Value: "a..".`] },
			{ errors: [`Item ID is ".", ${missing}`] },
			{ errors: [`Item ID is "..", ${missing}`] },
		]);
		expect(await bench.requests()).toEqual([]);
	});
});
