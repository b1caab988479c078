import type { IDataObject } from 'n8n-workflow';

import type { UserIdentifier } from '../../../../nodes/Braze/model/identifier';
import { readProfiles } from '../../../../nodes/Braze/track/profiles';

const user = (external_id: string): UserIdentifier => ({
	by: 'externalId',
	fields: { external_id },
	key: external_id,
});

const users = (count: number) => Array.from({ length: count }, (_, n) => user(`u${n}`));

class Failed extends Error {
	constructor(readonly denied: boolean) {
		super(denied ? 'denied' : 'failed');
	}
}

/** Reads as from a Braze that is a function of the external IDs asked for, and of the call. */
async function read(
	asked: UserIdentifier[],
	braze: (ids: string[], call: number) => unknown[],
	parallelRequests = 1,
) {
	let calls = 0;
	const send = async ({ body }: { body: IDataObject }) => {
		const found = braze(body.external_ids as string[], calls++);
		return await Promise.resolve({ body: { users: found } });
	};
	const unreadOf = (error: unknown) => {
		if (!(error instanceof Failed)) throw error;
		return { message: error.message, denied: error.denied };
	};
	const { profiles, unread } = await readProfiles(asked, ['dob'], send, unreadOf, parallelRequests);
	return { calls, profiles, unread };
}

const all = (ids: string[]) => ids.map((external_id) => ({ external_id }));

describe('reading the users of a run', () => {
	it('gives each user his profile, and leaves out whom Braze does not know', async () => {
		const { calls, profiles, unread } = await read(users(120), (ids) => all(ids.slice(1)), 3);
		expect(calls).toBe(3);
		expect(profiles.size).toBe(117);
		expect(profiles.get('u7')).toEqual({ external_id: 'u7' });
		expect(profiles.has('u50')).toBe(false);
		expect(unread.size).toBe(0);
	});

	it('leaves out users that several profiles fit', async () => {
		const { profiles, unread } = await read(users(1), (ids) => all([...ids, ...ids]));
		expect([profiles.size, unread.size]).toEqual([0, 0]);
	});

	it('goes on when a read fails, and says who was not read', async () => {
		const { calls, profiles, unread } = await read(users(120), (ids, call) => {
			if (call === 1) throw new Failed(false);
			return all(ids);
		});
		expect(calls).toBe(3);
		expect(profiles.size).toBe(70);
		expect([...unread.keys()]).toEqual(
			users(100)
				.slice(50)
				.map(({ key }) => key),
		);
		expect(unread.get('u99')).toEqual({ message: 'failed', denied: false });
	});

	it('stops when the key may not read, and says so for everybody', async () => {
		const { calls, profiles, unread } = await read(users(120), (ids, call) => {
			if (call === 1) throw new Failed(true);
			return all(ids);
		});
		expect(calls).toBe(2);
		expect(profiles.size).toBe(50);
		expect(unread.size).toBe(70);
		expect(unread.get('u119')).toEqual({ message: 'denied', denied: true });
	});

	it('knows nothing of users in an answer that holds something else', async () => {
		const { profiles, unread } = await read(users(2), () => [null, { external_id: 'u0' }]);
		expect([...profiles.keys()]).toEqual(['u0']);
		expect([...unread]).toEqual([
			['u1', { message: expect.stringContaining('something else') as string, denied: false }],
		]);
	});

	it('is ended by what is no failed read, such as a cancelled execution', async () => {
		const cancelled = read(users(60), () => {
			throw new Error('cancelled');
		});
		await expect(cancelled).rejects.toThrow('cancelled');
	});
});
