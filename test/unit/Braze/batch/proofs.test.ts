import type { ExportedProfile } from '../../../../nodes/Braze/api/profiles';
import type { Planned } from '../../../../nodes/Braze/batch/plan';
import { prepareProofs, type Proof, type ProvableItem } from '../../../../nodes/Braze/batch/proofs';
import { userByExternalId } from '../../../../nodes/Braze/model/user';
import { readerOf, jsonResponse } from '../support/reader';

const DIFFERS = { message: 'It is not', reasons: 'It may be late.' };

/** An item whose user is to be there. */
const item = (
	index: number,
	id: string,
	{ keys = [id], moves = [id], ...proof }: Partial<Proof> & { keys?: string[] } = {},
): Planned<ProvableItem> => {
	const user = userByExternalId(id);
	const judge: Proof['judge'] = (_, after) => {
		const now = after(user);
		return now === undefined ? 'invisible' : now.length > 0 ? 'shown' : DIFFERS;
	};
	return {
		item: index,
		prepared: {
			objects: [],
			orderingKeys: keys,
			proof: { name: 'thing', users: [user], moves, judge, ...proof },
		},
	};
};

/** Verifies items against who is in Braze at each look: the first is before, the last stays. */
async function verify(
	items: Array<Planned<ProvableItem>>,
	looks: Array<string[] | 'denied'>,
	{ seconds = 10, taken = items.map(({ item: index }) => index) } = {},
) {
	let look = -1;
	const { client, clock, requests } = readerOf(({ body }) => {
		look++;
		const there = looks[Math.min(look, looks.length - 1)];
		if (there === 'denied') return jsonResponse({}, 403);
		const { external_ids: ids } = body as { external_ids: string[] };
		const users: ExportedProfile[] = ids
			.filter((id) => there.includes(id))
			.map((external_id) => ({ external_id, braze_id: `b-${external_id}` }));
		const invalid_user_ids = ids.filter((id) => !there.includes(id));
		return jsonResponse({ message: 'success', users, invalid_user_ids });
	});
	const done = async () => {
		const check = await prepareProofs(items, seconds, client);
		return await check(new Set(taken));
	};
	const readBacks = await clock.run(done());
	const reads = requests.map(({ body }) => (body as { external_ids: string[] }).external_ids);
	return { readBacks, reads, waited: clock.now() };
}

describe('items that are verified by their profiles', () => {
	it('are applied when the profiles show it; only the others are read again', async () => {
		const { readBacks, reads, waited } = await verify(
			[item(0, 'a'), item(1, 'b')],
			[[], ['a'], ['a', 'b']],
		);
		const applied = { applied: true, outcome: { verified: { user: ['thing'] } }, warnings: [] };
		expect([...readBacks]).toEqual([
			[0, applied],
			[1, applied],
		]);
		expect(reads).toEqual([['a', 'b'], ['a', 'b'], ['b']]);
		expect(waited).toBe(250 + 500);
	});

	it('say what Braze shows once the time is up', async () => {
		const { readBacks, waited } = await verify([item(0, 'a')], [[]], { seconds: 1 });
		expect(readBacks.get(0)).toEqual({
			applied: false,
			outcome: { unverified: ['thing'] },
			warnings: ['It is not after 1 second. It may be late.'],
		});
		expect(waited).toBe(1000);
	});

	it('are looked at no further where time changes nothing', async () => {
		const judge = () => ({ ...DIFFERS, isFinal: true });
		const { readBacks, reads } = await verify([item(0, 'a', { judge })], [[]]);
		expect(readBacks.get(0)?.warnings).toEqual(['It is not. It may be late.']);
		expect(reads).toHaveLength(2);
	});

	it('are looked at about 20 times however long the time is', async () => {
		const { reads, waited } = await verify([item(0, 'a')], [[]], { seconds: 600 });
		expect(waited).toBe(600_000);
		expect(reads.length).toBeLessThan(30);
	});

	it('cost a key that may not read nothing but the proof', async () => {
		const { readBacks, reads, waited } = await verify([item(0, 'a')], ['denied']);
		expect(readBacks.get(0)).toEqual({
			applied: false,
			outcome: { unverifiable: ['thing'] },
			warnings: [expect.stringMatching(/^The user could not be read back: .*users\.export\.ids/)],
		});
		expect([reads.length, waited]).toEqual([1, 0]);
	});

	it('are those that Braze has taken whole, and no others', async () => {
		const items = [item(0, 'a'), item(1, 'b')];
		const { readBacks, reads } = await verify(items, [['a']], { taken: [0] });
		expect([...readBacks.keys()]).toEqual([0]);
		expect(reads[1]).toEqual(['a']);
	});

	it('know nothing of before where an earlier item moves the same, nor of a difference where a later one does', async () => {
		const seen: Array<[number, boolean]> = [];
		const judgeAs =
			(index: number): Proof['judge'] =>
			(before) => {
				seen.push([index, before(userByExternalId('x')) !== undefined]);
				return DIFFERS;
			};
		const keys = (...keys: string[]) => ({ keys, moves: keys });
		const items = [
			item(0, 'x', { ...keys('x', 'y'), judge: judgeAs(0) }),
			item(1, 'x', { ...keys('y', 'z'), judge: judgeAs(1) }),
			item(2, 'x', { ...keys('other'), judge: judgeAs(2) }),
		];
		const { readBacks } = await verify(items, [[]], { seconds: 1 });
		expect(new Map(seen)).toEqual(
			new Map([
				[0, true],
				[1, false],
				[2, true],
			]),
		);
		expect([...readBacks.values()].map(({ outcome }) => Object.keys(outcome))).toEqual([
			['unverifiable'],
			['unverified'],
			['unverified'],
		]);
	});

	it('may share a key that none of them moves', async () => {
		const same = (index: number, id: string) => item(index, id, { keys: [id, 'k'], moves: [id] });
		const { readBacks } = await verify([same(0, 'a'), same(1, 'b')], [[]], { seconds: 1 });
		expect([...readBacks.values()].map(({ outcome }) => outcome)).toEqual([
			{ unverified: ['thing'] },
			{ unverified: ['thing'] },
		]);
	});
});
