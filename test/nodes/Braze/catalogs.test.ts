import { useWorkbench } from './support/workbench';

const bench = useWorkbench();

const mapped = (...fields: Array<[name: string, value: string, type?: string]>) => ({
	assignments: fields.map(([name, value, type], id) => ({ id: `${id}`, name, value, type })),
});

const prizes = {
	name: 'prizes',
	fields: mapped(
		['title', '={{ $json.title }}', 'string'],
		['left', '={{ $json.left }}', 'number'],
		['until', '={{ DateTime.fromISO($json.until) }}'],
		['tags', '={{ $json.tags }}', 'array'],
		['place', '={{ $json.place }}', 'array'],
		['shown', '={{ $json.shown }}', 'boolean'],
		['maker.name', '={{ $json.maker }}', 'string'],
		['sponsor', '={{ $json.sponsor }}', 'object'],
	),
};

const item = {
	title: 'Scarf',
	left: 3,
	until: '2027-01-01',
	tags: ['red'],
	place: [115.8, -31.9],
	shown: true,
	maker: 'Knit & Co',
};

const bodies = async () => (await bench.requests()).map(({ body }) => body);

const catalogs = async () =>
	((await bench.braze('/catalogs')) as { catalogs: Array<{ name: string }> }).catalogs.map(
		({ name }) => name,
	);

describe('create', () => {
	it('types fields as their values are, or else as the mapping says', async () => {
		const output = await bench.run('catalog.create', { ...prizes, description: 'To win' }, [item]);
		const fields = [
			{ name: 'id', type: 'string' },
			{ name: 'title', type: 'string' },
			{ name: 'left', type: 'number' },
			{ name: 'until', type: 'time' },
			{ name: 'tags', type: 'array' },
			{ name: 'place', type: 'geo' },
			{ name: 'shown', type: 'boolean' },
			{ name: 'maker', type: 'object' },
			{ name: 'sponsor', type: 'object' },
		];
		expect(await bodies()).toEqual([
			{ catalogs: [{ name: 'prizes', description: 'To win', fields }] },
		]);
		expect(output).toEqual([{ status: 'accepted', catalog: 'prizes', fields }]);
	});

	it('makes a catalog that the same mapping fills', async () => {
		await bench.run('catalog.create', prizes, [item]);
		const catalogName = { __rl: true, mode: 'name', value: 'prizes' };
		const sponsored = { ...item, sponsor: { name: 'Bank' } };
		const write = { fields: prizes.fields, catalogName, itemId: 'scarf' };
		expect(await bench.run('catalogItem.upsert', write, [sponsored])).toMatchObject([
			{ status: 'accepted' },
		]);
	});

	it('takes names and types from a list as well', async () => {
		const field = [
			{ name: ' title ', type: 'string' },
			{ name: 'until', type: '={{ $json.type }}' },
			{ name: '', type: 'string' },
		];
		const parameters = { name: '={{ $json.name }}', fieldsMode: 'list', fieldList: { field } };
		const output = await bench.run('catalog.create', parameters, [
			{ name: 'one', type: 'dateTime' },
			{ name: 'two', type: 'color' },
		]);
		expect(output).toEqual([
			{
				status: 'accepted',
				catalog: 'one',
				fields: [
					{ name: 'id', type: 'string' },
					{ name: 'title', type: 'string' },
					{ name: 'until', type: 'time' },
				],
			},
			{ status: 'rejected', errors: [expect.stringContaining('the type of "until" is "color"')] },
		]);
	});

	it.each([
		[{ name: '' }, 'Name is empty'],
		[{ name: 'my prizes' }, 'Name can contain only letters'],
		[{ name: 'undefined' }, 'Name is "undefined", which stands for a missing value'],
		[{ name: 'x'.repeat(251) }, 'Name is longer than the 250 characters'],
		[{ fields: {} }, 'Fields: there is none'],
		[{ fields: mapped(['id', 'x']) }, 'Fields: there is none'],
		[{ fields: mapped(['the title', 'x']) }, 'Fields: a name can contain only letters'],
		[{ fields: mapped(['left', 'lots', 'number']) }, 'Fields: "left" is mapped as a number'],
		[{ fields: mapped(['years', '={{ [1990, 2026] }}', 'array']) }, 'Fields: "years" is no place'],
		[
			{ fields: mapped(['sizes', '={{ [1, 2, 3] }}', 'array']) },
			'Fields: "sizes" must be a list of texts',
		],
		[{ description: 'Caf\ufffd' }, 'Description has lost letters'],
		[{ description: 'x'.repeat(251) }, 'Description is longer than the 250 characters'],
	])('names what Braze would refuse: %j', async (wrong, problem) => {
		const parameters = { ...prizes, ...wrong };
		expect(await bench.run('catalog.create', parameters, [item])).toEqual([
			{ status: 'rejected', errors: [expect.stringContaining(problem)] },
		]);
		expect(await bodies()).toEqual([]);
	});

	it('fails for one that exists, unless it is to be kept', async () => {
		expect(await bench.run('catalog.create', prizes, [item, item])).toMatchObject([
			{ status: 'accepted' },
			{ status: 'rejected', errors: ['A catalog with that name already exists'] },
		]);
		const options = { ifExists: 'keep' };
		expect(await bench.run('catalog.create', { ...prizes, options }, [item])).toEqual([
			{ status: 'unchanged', catalog: 'prizes' },
		]);
	});

	it('is not taken for refused when the response to the first request was lost', async () => {
		await bench.braze('/_sandbox/faults', {
			rules: [{ path: '/catalogs', status: 503, retryAfter: 0, applied: true, times: 1 }],
		});
		expect(await bench.run('catalog.create', prizes, [item])).toMatchObject([
			{ status: 'accepted', catalog: 'prizes' },
		]);
		expect(await catalogs()).toEqual(['prizes']);
	});

	it('says which permission is missing', async () => {
		await bench.braze('/_sandbox/faults', { rules: [{ status: 403 }] });
		expect((await bench.fail('catalog.create', prizes, [item])).message).toContain(
			'catalogs.create',
		);
	});
});

describe('delete', () => {
	const parameters = { catalogName: { __rl: true, mode: 'name', value: '={{ $json.name }}' } };
	beforeEach(async () => {
		const fields = [{ name: 'id', type: 'string' }];
		await bench.braze('/_sandbox/workspace', {
			catalogs: [
				{ name: 'one', fields },
				{ name: 'two', fields },
			],
		});
	});

	it('deletes catalogs; one that is not there costs no other', async () => {
		const items = [{ name: 'nope' }, { name: 'one' }, { name: '..' }, { name: 'one' }];
		expect(await bench.run('catalog.delete', parameters, items)).toEqual([
			{
				status: 'rejected',
				errors: [expect.stringMatching(/^Could not find catalog\. Choose the catalog/)],
			},
			{ status: 'accepted', catalog: 'one', deleted: true },
			{ status: 'rejected', errors: ['Catalog cannot be "..".'] },
			{
				status: 'rejected',
				errors: [expect.stringMatching(/^Could not find catalog\. Choose the catalog/)],
			},
		]);
		expect(await catalogs()).toEqual(['two']);
	});

	it('is done when the response to the first request was lost', async () => {
		await bench.braze('/_sandbox/faults', {
			rules: [{ path: '/catalogs/one', status: 503, retryAfter: 0, applied: true, times: 1 }],
		});
		expect(await bench.run('catalog.delete', parameters, [{ name: 'one' }])).toMatchObject([
			{ status: 'accepted', deleted: true },
		]);
	});

	it('says which permission is missing', async () => {
		await bench.braze('/_sandbox/faults', { rules: [{ status: 403 }] });
		const error = await bench.fail('catalog.delete', parameters, [{ name: 'one' }]);
		expect(error.message).toContain('catalogs.delete');
	});
});
