import type { IDataObject } from 'n8n-workflow';

import { lookUp } from '../../../../nodes/Braze/api/lookUp';
import { userByAlias, userByExternalId as id } from '../../../../nodes/Braze/model/user';

const ALIAS = userByAlias('email', 'a@x.com');

/** Braze with some profiles by the external IDs that it is asked for, an older one among them. */
function braze(profiles: Record<string, unknown>, invalid: readonly string[] = []) {
	const asked: string[] = [];
	const send = async ({ body }: { body: IDataObject }) => {
		const ids = body.external_ids as string[];
		asked.push(ids.join());
		const users = [...new Set(ids.filter((one) => one in profiles).map((one) => profiles[one]))];
		const unknown = ids.filter((one) => invalid.includes(one));
		return await Promise.resolve({ body: { users, invalid_user_ids: unknown } });
	};
	return { asked, send };
}

const profile = (externalId: string) => ({ external_id: externalId });

describe('profiles that are looked up', () => {
	it('are read at once where each names its user', async () => {
		const { asked, send } = braze({ a: profile('a'), b: profile('b') });
		expect(await lookUp([id('a'), id('b')], [], send)).toEqual([[profile('a')], [profile('b')]]);
		expect(asked).toEqual(['a,b']);
	});

	it('are read one by one where one has another external ID than asked for', async () => {
		const { asked, send } = braze({ a: profile('a'), old: profile('new') }, ['c']);
		expect(await lookUp([id('a'), id('old'), id('c')], [], send)).toEqual([
			[profile('a')],
			[profile('new')],
			[],
		]);
		expect(asked).toEqual(['a,old,c', 'old', 'c']);
	});

	it('of an ID that Braze neither names nor calls unknown may be under another in the batch', async () => {
		const current = profile('new');
		const { asked, send } = braze({ new: current, old: current });
		expect(await lookUp([id('new'), id('old'), ALIAS], [], send)).toEqual([
			[current],
			[current],
			[],
		]);
		expect(asked).toEqual(['new,old', 'old']);
	});

	it('are none where Braze knows nobody', async () => {
		const { asked, send } = braze({}, ['b']);
		expect(await lookUp([id('a'), id('b')], [], send)).toEqual([[], []]);
		expect(asked).toEqual(['a,b']);
	});

	it('are not known where the response has something else than profiles', async () => {
		const { send } = braze({ a: 'strange', b: profile('b') });
		expect(await lookUp([id('a')], [], send)).toEqual([undefined]);
		expect(await lookUp([id('a'), id('c')], [], send)).toEqual([undefined, undefined]);
	});
});
