import axios from 'axios';

import {
	compare,
	finishedExecutions,
	komoFormEntry,
	readProfile,
	sharedScene,
	waitForProfile,
} from '../support/scene.mts';

/** Posts a body to the published template, as Komo does. */
async function post(body: object, headers: Record<string, string>) {
	const { webhookUrl } = sharedScene();
	return await axios.post(webhookUrl, body, { headers, validateStatus: null });
}

describe('A Komo form entry, through the packed package in a real n8n', () => {
	const { api, sandbox, secret, workflowId } = sharedScene();
	const countExecutions = async () => (await api.executions(workflowId)).length;

	it('becomes a Braze profile with what the template maps, and only that', async () => {
		const before = await countExecutions();
		const entry = komoFormEntry({ email: 'amy@example.com', first_name: 'Amy', postcode: '0800' });

		const response = await post(entry, { 'X-Komo-Secret': secret });

		expect(response.status).toBe(200);
		expect(response.data).toEqual({ status: 'accepted', submissions: 1 });
		const profile = await waitForProfile(sandbox, 'amy@example.com');
		expect(compare(entry, profile).filter(({ right }) => !right)).toEqual([]);
		expect(profile.custom_attributes).toEqual({ optin: true });
		expect(profile.user_aliases).toEqual([{ alias_label: 'email', alias_name: 'amy@example.com' }]);
		const [latest] = await finishedExecutions(api, workflowId, before + 1);
		expect(latest.status).toBe('success');
		const { data } = await api.execution(latest.id);
		const output = data.resultData.runData['Track User'][0].data?.main[0];
		expect(output).toEqual([
			expect.objectContaining({
				json: expect.objectContaining({
					email: 'amy@example.com',
					braze: expect.objectContaining({ status: 'accepted' }),
				}),
				pairedItem: expect.objectContaining({ item: 0 }),
			}),
		]);
	});

	it('builds the profile up: an answer left empty erases nothing', async () => {
		const email = 'ida@example.com';
		const headers = { 'X-Komo-Secret': secret };
		await post(komoFormEntry({ email, first_name: 'Ida', last_name: 'Old' }), headers);
		await waitForProfile(sandbox, email);
		const before = await countExecutions();

		await post(komoFormEntry({ email, first_name: '', last_name: 'New' }), headers);

		await finishedExecutions(api, workflowId, before + 1);
		const profile = await readProfile(sandbox, email);
		expect(profile).toMatchObject({ first_name: 'Ida', last_name: 'New' });
	});

	it.each([
		['a wrong secret', { 'X-Komo-Secret': 'guessed' }],
		['no secret', {}],
	])('is answered 401 with %s, and starts nothing', async (_, headers: Record<string, string>) => {
		const before = await countExecutions();

		const response = await post(komoFormEntry({ email: 'eve@example.com' }), headers);

		expect(response.status).toBe(401);
		expect(JSON.stringify(response.data)).not.toContain(secret);
		// A later entry has been worked off: so would this one have been.
		await post(komoFormEntry({ email: 'kim@example.com' }), { 'X-Komo-Secret': secret });
		const executions = await finishedExecutions(api, workflowId, before + 1);
		expect(executions).toHaveLength(before + 1);
		expect(await readProfile(sandbox, 'eve@example.com')).toBeUndefined();
	});
});
