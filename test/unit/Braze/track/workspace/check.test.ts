import type { IDataObject } from 'n8n-workflow';

import { userByExternalId } from '../../../../../nodes/Braze/model/user';
import { checkAgainstWorkspace } from '../../../../../nodes/Braze/track/workspace/check';
import { placed } from '../../support/activities';
import { jsonResponse, readerOf } from '../../support/reader';

/** What checking one item gives, against a workspace that has one attribute. */
async function check(attributes: IDataObject, workspace: string, status = 200) {
	const { client } = readerOf(({ path }) => {
		if (status !== 200) return jsonResponse({ message: 'not now' }, status);
		return jsonResponse(
			path === '/events' ? { events: [] } : { attributes: [{ name: 'favorite_team' }] },
		);
	});
	const change = {
		item: 0,
		user: userByExternalId('u'),
		attributes,
		events: placed({ name: 'entered' }),
		purchases: [],
		mergedNames: new Set<string>(),
		updateExistingOnly: false,
	};
	return { change, ...(await checkAgainstWorkspace([change], workspace, client)) };
}

describe('checking against the workspace', () => {
	it('sends all where its names cannot be read, and says so', async () => {
		const { change, changes, leftOut, warnings, notes } = await check({ a: 1 }, 'denied', 400);
		expect([changes, leftOut.size, warnings.size]).toEqual([[change], 0, 0]);
		expect(notes).toEqual([
			{
				message:
					'"Check Against Workspace" could not read the attributes and events of the workspace, so everything was sent unchecked: not now',
				type: 'warning',
			},
		]);
	});

	it('names what is new: the first ten, with what was likely meant', async () => {
		const { notes } = await check({ favourite_team: 1 }, 'small');
		expect(notes).toEqual([
			{
				message:
					'New in this workspace: attribute "favourite_team" (the workspace has "favorite_team"), event "entered".',
				type: 'info',
			},
		]);
		const many = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`n${index}`, 1]));
		expect((await check(many, 'small')).notes[0].message).toMatch(/, attribute "n9" and 2 more\.$/);
		const ten = Object.fromEntries(Object.entries(many).slice(0, 9));
		expect((await check(ten, 'small')).notes[0].message).toMatch(/, event "entered"\.$/);
	});
});
