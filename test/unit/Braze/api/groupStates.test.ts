import { type GroupMember, readGroupStates } from '../../../../nodes/Braze/api/groupStates';
import { type ExpectedState, groupStatesUntil } from '../../../../nodes/Braze/api/groupStatesUntil';
import type { Request } from '../../../../nodes/Braze/api/request';
import { keyOf, userByExternalId as byId } from '../../../../nodes/Braze/model/user';
import { readerOf, jsonResponse } from '../support/reader';

const ids = (count: number) => Array.from({ length: count }, (_, n) => byId(`u${n}`));

const askedIn = ({ query }: Request) => [query?.external_id ?? query?.email ?? query?.phone].flat();

/** Everybody's state. */
const all = (state: string) => (request: Request) =>
	jsonResponse({
		message: 'success',
		status: Object.fromEntries(askedIn(request).map((id) => [id, state])),
	});

describe('the states of a subscription group', () => {
	it('are read for 50 external IDs at once, as they can be written again', async () => {
		const { client, requests } = readerOf(all('Subscribed'));
		const { states, refusal } = await readGroupStates('g', ids(120), client);
		expect(requests.map((request) => askedIn(request).length)).toEqual([50, 50, 20]);
		expect(requests[0].query?.subscription_group_id).toBe('g');
		expect([states.size, new Set(states.values()), refusal]).toEqual([
			120,
			new Set(['subscribed']),
			undefined,
		]);
	});

	it('are read for emails and phones one by one, however Braze spells them', async () => {
		const members: GroupMember[] = [
			{ by: 'email', value: 'A@x.com' },
			{ by: 'phone', value: '+61400000000' },
		];
		const { client, requests } = readerOf(({ query }) =>
			jsonResponse({
				status: { [query?.email === undefined ? '61400000000' : 'a@x.com']: 'unknown' },
			}),
		);
		const { states } = await readGroupStates('g', members, client);
		expect(requests.map(({ query }) => query)).toEqual([
			{ subscription_group_id: 'g', email: 'A@x.com' },
			{ subscription_group_id: 'g', phone: '+61400000000' },
		]);
		expect([...states]).toEqual(members.map((member) => [keyOf(member), 'unknown']));
	});

	it('are missing where Braze refuses, which is said', async () => {
		const { client } = readerOf((request, call) =>
			call === 0
				? jsonResponse({ message: 'Invalid subscription group ID' }, 400)
				: all('x')(request),
		);
		const { states, refusal } = await readGroupStates('g', ids(60), client);
		expect([states.size, refusal]).toEqual([10, 'Invalid subscription group ID']);
	});

	it('are missing where the response does not have them', async () => {
		const { client } = readerOf(() =>
			jsonResponse({ message: 'success', status: { other: 'Subscribed', u0: 5 } }),
		);
		expect((await readGroupStates('g', ids(2), client)).states.size).toBe(0);
	});
});

const expected = (id: string, state = 'subscribed', group = 'g'): ExpectedState => ({
	group,
	member: byId(id),
	state,
});

describe('waiting for the states of subscription groups', () => {
	it('ends when all are there, and asks only for those that are not', async () => {
		const { client, clock, requests } = readerOf((_request, call) =>
			jsonResponse({ status: { u0: 'Subscribed', u1: call > 1 ? 'Subscribed' : 'Unsubscribed' } }),
		);
		const some = [expected('u0'), expected('u1')];
		const time = { seconds: 60, start: 0 };
		const seen = await clock.run(groupStatesUntil(some, time, client));
		expect([...seen.values()]).toEqual(['shown', 'shown']);
		expect(requests.map(askedIn)).toEqual([['u0', 'u1'], ['u1'], ['u1']]);
		expect(clock.waits).toEqual([500, 1000]);
	});

	it('ends when the time is up, after a last look', async () => {
		const { client, clock, requests } = readerOf(all('Unsubscribed'));
		const seen = await clock.run(
			groupStatesUntil([expected('u0')], { seconds: 1, start: 0 }, client),
		);
		expect([...seen.values()]).toEqual([{ held: 'unsubscribed' }]);
		expect([requests.length, clock.now()]).toEqual([3, 1000]);
	});

	it('looks at least once, and no further where nothing may be read', async () => {
		const { client, clock, requests } = readerOf(() => jsonResponse({}, 403));
		const some = [expected('u0'), expected('u0', 'subscribed', 'h')];
		const late = { seconds: 1, start: -5000 };
		const seen = await clock.run(groupStatesUntil(some, late, client));
		expect([...seen.values()]).toEqual(
			some.map(() => ({ unread: expect.stringContaining('not allowed') as string })),
		);
		expect([requests.length, clock.waits]).toEqual([1, []]);
	});

	it('shows a state that a later item has set once more', async () => {
		const { client, clock, requests } = readerOf(all('Subscribed'));
		const some = [expected('u0'), expected('u0', 'unsubscribed'), expected('u0')];
		const seen = await clock.run(groupStatesUntil(some, { seconds: 9, start: 0 }, client));
		expect([...seen.values()]).toEqual(['shown', 'overridden', 'shown']);
		expect(requests).toHaveLength(1);
	});

	it('says nothing of a state that a later item has changed', async () => {
		const { client, clock } = readerOf(all('Unsubscribed'));
		const some = [expected('u0'), expected('u0', 'unsubscribed')];
		const seen = await clock.run(groupStatesUntil(some, { seconds: 9, start: 0 }, client));
		expect([...seen.values()]).toEqual(['overridden', 'shown']);
	});
});
