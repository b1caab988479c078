import { Client, type Transport } from '../../../../nodes/Braze/api/client';
import type { HttpResult } from '../../../../nodes/Braze/api/response';
import { readProfiles } from '../../../../nodes/Braze/api/profiles';
import { keyOf, type User, userByExternalId } from '../../../../nodes/Braze/model/user';

const users = (count: number) => Array.from({ length: count }, (_, n) => userByExternalId(`u${n}`));

const key = (id: string) => keyOf(userByExternalId(id));

/** Reads as from a Braze that is a function of the external IDs asked for, and of the call. */
async function read(
	asked: User[],
	braze: (ids: string[], call: number) => unknown[] | HttpResult,
	parallelRequests = 1,
) {
	let calls = 0;
	const transport: Transport = {
		restEndpoint: 'https://rest.example.com',
		transmit: async ({ body }) => {
			const { external_ids } = body as unknown as { external_ids: string[] };
			const found = braze(external_ids, calls++);
			return await Promise.resolve(Array.isArray(found) ? exported(found, external_ids) : found);
		},
		sleep: async () => await Promise.resolve(),
		now: () => 0,
		random: () => 0,
	};
	const settings = { parallelRequests, maxRetries: 0, maxWait: 0, retryAmbiguous: true };
	const client = new Client(transport, settings);
	return { ...(await readProfiles(asked, ['dob'], client)), client, calls: () => calls };
}

const response = (status: number, body: unknown = {}): HttpResult => ({
	kind: 'response',
	status,
	headers: {},
	body,
});

/** Users as Braze gives them: it names the IDs that it does not know. */
const exported = (users: unknown[], ids: string[]): HttpResult => {
	const known = new Set(users.map((one) => (one as { external_id?: string } | null)?.external_id));
	const invalid_user_ids = ids.filter((id) => !known.has(id));
	return response(200, { users, ...(invalid_user_ids.length > 0 && { invalid_user_ids }) });
};

const all = (ids: string[]) => ids.map((external_id) => ({ external_id }));

describe('reading the users of a run', () => {
	it('gives each user his profile, and leaves out whom Braze does not know', async () => {
		const { calls, profiles, unread } = await read(users(120), (ids) => all(ids.slice(1)), 3);
		expect(calls()).toBe(3);
		expect(profiles.size).toBe(117);
		expect(profiles.get(key('u7'))).toEqual({ external_id: 'u7' });
		expect(profiles.has(key('u50'))).toBe(false);
		expect(unread.size).toBe(0);
	});

	it('sets users apart that several profiles fit', async () => {
		const { profiles, shared, unread } = await read(users(1), (ids) => all([...ids, ...ids]));
		expect([profiles.size, unread.size]).toEqual([0, 0]);
		expect([...shared]).toEqual([[key('u0'), all(['u0', 'u0'])]]);
	});

	it('finds a user by a deprecated external ID, which Braze answers with the present one', async () => {
		const { calls, profiles } = await read(users(2), (ids) =>
			response(200, { users: ids.map((id) => ({ external_id: id === 'u0' ? 'new' : id })) }),
		);
		expect(Object.fromEntries(profiles)).toEqual({
			[key('u0')]: { external_id: 'new' },
			[key('u1')]: { external_id: 'u1' },
		});
		expect(calls()).toBe(2);
	});

	it('goes on when a read fails, and says who was not read', async () => {
		const { calls, profiles, unread } = await read(users(120), (ids, call) => {
			return call === 1 ? response(503) : all(ids);
		});
		expect(calls()).toBe(3);
		expect(profiles.size).toBe(70);
		expect([...unread.keys()]).toEqual(users(100).slice(50).map(keyOf));
		expect(unread.get(key('u99'))).toBe(
			'Braze had a server error (status 503). Tried once. Run the items again later.',
		);
	});

	it('stops when the key may not read, and says so for everybody', async () => {
		const { calls, profiles, unread, client } = await read(users(120), (ids, call) =>
			call === 1 ? response(403) : all(ids),
		);
		expect(calls()).toBe(2);
		expect(profiles.size).toBe(50);
		expect(unread.size).toBe(70);
		expect(unread.get(key('u119'))).toMatch('Not sent: The API key is not allowed to do this');
		expect(client.stopReason?.status).toBe(403);
	});

	it('knows nothing about users in a response that holds something else', async () => {
		const { profiles, unread } = await read(users(2), () => [null, { external_id: 'u0' }]);
		expect([...profiles.keys()]).toEqual([key('u0')]);
		expect([...unread]).toEqual([[key('u1'), expect.stringContaining('something other')]]);
	});

	it('is ended by what is no failed read, such as a cancelled execution', async () => {
		const cancelled = read(users(60), () => {
			throw new Error('cancelled');
		});
		await expect(cancelled).rejects.toThrow('cancelled');
	});
});
