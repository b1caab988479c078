import { WORKSPACE_LISTS } from '../../../../nodes/Braze/api/workspaceLists';

describe('a list of the workspace', () => {
	it.each([
		['campaigns', '/campaigns/list', 'campaigns.list'],
		['canvases', '/canvas/list', 'canvas.list'],
		['segments', '/segments/list', 'segments.list'],
		['events', '/events/list', 'events.list'],
		['catalogs', '/catalogs', 'catalogs.get'],
	] as const)('%s is read from %s with the permission %s', (name, path, permission) => {
		expect(WORKSPACE_LISTS[name]).toMatchObject({ array: name, path, permission });
	});

	it('is asked only for what its endpoint knows', () => {
		const namesWith = (ability: 'paged' | 'sortable' | 'archivable') =>
			Object.values(WORKSPACE_LISTS)
				.filter((list) => list[ability])
				.map(({ array }) => array);
		expect(namesWith('paged')).toEqual(['campaigns', 'canvases', 'segments', 'events', 'products']);
		expect(namesWith('sortable')).toEqual(['campaigns', 'canvases', 'segments']);
		expect(namesWith('archivable')).toEqual(['campaigns', 'canvases']);
	});

	it.each(['campaigns', 'canvases', 'segments'] as const)(
		'%s has entries that are picked by ID and called by name',
		(name) => {
			const { pick } = WORKSPACE_LISTS[name];
			expect(pick({ id: 'a1', name: 'Welcome' })).toEqual({ name: 'Welcome', value: 'a1' });
			expect(pick({ id: 'a1' })).toEqual({ name: 'a1', value: 'a1' });
		},
	);

	it('of preference centers has entries that are picked by API ID and called by name', () => {
		const { pick } = WORKSPACE_LISTS.preferenceCenters;
		const entry = { preference_center_api_id: 'p1' };
		expect(pick({ ...entry, name: 'News' })).toEqual({ name: 'News', value: 'p1' });
		expect(pick(entry)).toEqual({ name: 'p1', value: 'p1' });
	});

	it('of names has entries that are picked by name', () => {
		expect(WORKSPACE_LISTS.events.pick('Voted')).toEqual({ name: 'Voted', value: 'Voted' });
		const catalog = { name: 'prizes', num_items: 3 };
		expect(WORKSPACE_LISTS.catalogs.pick(catalog)).toEqual({ name: 'prizes', value: 'prizes' });
	});
});
