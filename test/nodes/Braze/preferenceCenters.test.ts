import { useWorkbench } from './support/workbench';

const bench = useWorkbench();
beforeEach(async () => {
	await bench.braze('/_sandbox/workspace', {
		preferenceCenters: [
			{ id: 'center-1', name: 'news', state: 'active' },
			{ id: 'center-2', name: 'prizes', state: 'draft' },
		],
	});
	await bench.braze('/users/track', { attributes: [{ external_id: 'u 1', a: 1 }] });
});

const picked = (value: string) => ({ __rl: true, mode: 'id', value });

describe('preference centers', () => {
	it('are listed, and looked up', async () => {
		const all = await bench.run('preferenceCenter.getMany', { returnAll: true });
		expect(all.map(({ name, preference_center_api_id: id }) => [name, id])).toEqual([
			['news', 'center-1'],
			['prizes', 'center-2'],
		]);
		const parameters = { preferenceCenterId: picked('={{ $json.id }}') };
		const items = [{ id: 'nope' }, { id: 'center-2' }, { id: '..' }];
		expect(await bench.run('preferenceCenter.get', parameters, items)).toMatchObject([
			{ status: 'rejected', errors: ['Not Found'] },
			{ name: 'prizes', preference_center_api_id: 'center-2', state: 'draft' },
			{
				status: 'rejected',
				errors: ['Preference Center is "..", which stands for a missing value.'],
			},
		]);
	});

	it('have an address for each user; one who is not there costs no other', async () => {
		const parameters = {
			preferenceCenterId: picked('center-1'),
			externalId: '={{ $json.id }}',
			includeInputFields: true,
		};
		const items = [{ id: 'nobody' }, { id: 'u 1' }, { id: '' }, { id: '..' }];
		const output = await bench.run('preferenceCenter.getUrl', parameters, items);
		expect(output).toEqual([
			{ id: 'nobody', braze: { status: 'rejected', errors: ['Not Found'] } },
			{
				id: 'u 1',
				braze: {
					user: { external_id: 'u 1' },
					preference_center_url: expect.stringContaining('/preferences/center-1/'),
				},
			},
			{
				id: '',
				braze: { status: 'rejected', errors: [expect.stringContaining('External ID is empty')] },
			},
			{ id: '..', braze: { status: 'rejected', errors: [expect.any(String)] } },
		]);
		expect((await bench.requests()).map(({ path }) => path).sort()).toEqual([
			'/preference_center/v1/center-1/url/nobody',
			'/preference_center/v1/center-1/url/u%201',
			'/users/track',
		]);
	});

	it.each([
		['get', 'preference_center.get'],
		['getMany', 'preference_center.list'],
		['getUrl', 'preference_center.user.get'],
	])('%s: says which permission is missing', async (operation, permission) => {
		await bench.braze('/_sandbox/faults', { rules: [{ status: 403 }] });
		const parameters = { preferenceCenterId: picked('center-1'), externalId: 'u' };
		const { message } = await bench.fail(`preferenceCenter.${operation}`, parameters);
		expect(message).toContain(permission);
	});
});
