import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { Client } from '../../../../../nodes/Braze/api/client';
import type { HttpResult } from '../../../../../nodes/Braze/api/response';
import { userByExternalId } from '../../../../../nodes/Braze/model/user';
import type { UserChange } from '../../../../../nodes/Braze/track/combine';
import { prepareVerify } from '../../../../../nodes/Braze/track/verify/verify';
import { VirtualClock } from '../../../../support/virtualClock.mts';
import { placed } from '../../support/activities';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const TIME = '2026-06-01T11:00:00Z';

const change = (item: number, id: string, some: Partial<UserChange> = {}): UserChange => ({
	item,
	user: userByExternalId(id),
	events: [],
	purchases: [],
	mergedNames: new Set(),
	updateExistingOnly: false,
	...some,
});

const event = (name: string, time = TIME): IDataObject => ({ name, time });

/** A profile's list after so many of a name. */
const tally = (name: string, count: number, last = TIME) => [{ name, first: TIME, last, count }];

type Profiles = Record<string, IDataObject>;

/** Verifies changes against profiles as they are before, and at each look afterwards (the last one stays). */
async function verify(
	changes: UserChange[],
	before: Profiles,
	looks: Profiles[],
	{ seconds = 10, taken = changes.map(({ item }) => item), denied = false } = {},
) {
	const clock = new VirtualClock(NOW);
	const reads: string[][] = [];
	let isSent = false;
	let look = 0;
	const transmit = async ({ body }: { body?: unknown }): Promise<HttpResult> => {
		const { external_ids: ids } = body as { external_ids: string[] };
		reads.push(ids);
		const profiles = isSent ? looks[Math.min(look++, looks.length - 1)] : before;
		const users = ids.flatMap((id) =>
			profiles[id] === undefined ? [] : [{ external_id: id, braze_id: `b-${id}`, ...profiles[id] }],
		);
		return await Promise.resolve({
			kind: 'response',
			status: denied ? 403 : 200,
			headers: {},
			body: { message: 'success', users },
		});
	};
	const { now, sleep } = clock;
	const client = new Client(
		{ restEndpoint: 'https://rest.example.com', transmit, sleep, now, random: () => 0 },
		{ parallelRequests: 1, maxRetries: 0, maxWait: 0, retryAmbiguous: true },
	);
	const done = async () => {
		const check = await prepareVerify(changes, seconds, client);
		isSent = true;
		return await check(new Set(taken));
	};
	const readBacks = await clock.run(done());
	return { readBacks, reads, waited: clock.now() - NOW };
}

describe('verifying attributes', () => {
	const [sent] = [
		change(0, 'u', { attributes: { first_name: ' Pia ', points: 5, teams: ['a', 'b', 'a'] } }),
	];

	it('says applied when the profile shows everything as Braze stores it', async () => {
		const profile = { first_name: 'Pia', custom_attributes: { points: 5, teams: ['b', 'a'] } };
		const { readBacks, reads } = await verify([sent], {}, [{ u: profile }]);
		expect(readBacks.get(0)).toEqual({
			applied: true,
			outcome: { verified: { attributes: ['first_name', 'points', 'teams'] } },
			warnings: [],
		});
		expect(reads).toEqual([['u']]);
	});

	it('names what differs, with both values, once the time is up', async () => {
		const profile = { first_name: 'Pia', custom_attributes: { points: '5', teams: ['b', 'a'] } };
		const { readBacks, waited } = await verify([sent], {}, [{ u: profile }], { seconds: 3 });
		const { applied, outcome, warnings } = readBacks.get(0)!;
		expect(applied).toBe(false);
		expect(outcome).toEqual({
			verified: { attributes: ['first_name', 'teams'] },
			unverified: ['points'],
		});
		expect(warnings).toEqual([
			expect.stringMatching(
				/^Attribute "points": sent 5, but Braze has "5" after 3 seconds\. Possible reasons: .*converted/,
			),
		]);
		expect(waited).toBe(3000);
	});

	it('looks again until a late profile is there, and then stops', async () => {
		const profile = { first_name: 'Pia', custom_attributes: { points: 5, teams: ['b', 'a'] } };
		const { readBacks, reads, waited } = await verify([sent], {}, [{}, {}, { u: profile }]);
		expect(readBacks.get(0)?.applied).toBe(true);
		expect(reads).toHaveLength(3);
		expect(waited).toBe(250 + 500 + 1000);
	});

	it('says that the user is not there', async () => {
		const { readBacks } = await verify([sent], {}, [{}], { seconds: 1 });
		expect(readBacks.get(0)?.outcome).toEqual({ unverified: ['first_name', 'points', 'teams'] });
	});

	it('claims nothing that no export shows', async () => {
		const invisible = change(0, 'u', {
			attributes: { facebook: { id: '1' }, points: { inc: 1 }, x: 1 },
		});
		const { readBacks } = await verify([invisible], {}, [
			{ u: { custom_attributes: { points: 1, x: 1 } } },
		]);
		expect(readBacks.get(0)).toMatchObject({
			applied: true,
			outcome: { verified: { attributes: ['x'] }, unverifiable: ['facebook', 'points'] },
		});
	});

	it('does not call an item applied that a later one has changed again', async () => {
		const changes = [
			change(0, 'u', { attributes: { x: 1, y: 1 } }),
			change(1, 'u', { attributes: { x: 2 } }),
		];
		const profile = { custom_attributes: { x: 2, y: 1 } };
		const { readBacks } = await verify(changes, {}, [{ u: profile }]);
		expect(readBacks.get(0)).toMatchObject({ applied: false, outcome: { unverifiable: ['x'] } });
		expect(readBacks.get(1)?.applied).toBe(true);
	});

	it('looks to the end where an earlier item set the same value, and another one came between', async () => {
		const changes = [true, 1, true].map((x, item) => change(item, 'u', { attributes: { x } }));
		const early = { u: { custom_attributes: { x: true } } };
		const late = { u: { custom_attributes: { x: 1 } } };
		const { readBacks } = await verify(changes, {}, [early, early, late], { seconds: 10 });
		expect(readBacks.get(2)).toMatchObject({ applied: false, outcome: { unverified: ['x'] } });
	});

	it('knows one profile by two of its identifiers', async () => {
		const changes = [
			change(0, 'u', { attributes: { x: 1 } }),
			change(1, 'v', { attributes: { x: 2 } }),
		];
		const both = { braze_id: 'same', custom_attributes: { x: 2 } };
		const { readBacks } = await verify(changes, {}, [{ u: both, v: both }]);
		expect(readBacks.get(0)?.outcome).toEqual({ unverifiable: ['x'] });
	});

	it('reads phones and emails as Braze spells them', async () => {
		const spelled = change(0, 'u', {
			attributes: { email: 'Pia@Example.com', phone: '+61 400 000 000' },
		});
		const profile = { email: 'pia@example.com', phone: '+61400000000' };
		const { readBacks } = await verify([spelled], {}, [{ u: profile }]);
		expect(readBacks.get(0)?.applied).toBe(true);
	});

	it('costs a key that may not read nothing but the proof', async () => {
		const { readBacks } = await verify([sent], {}, [{}], { denied: true });
		expect(readBacks.get(0)).toMatchObject({
			applied: false,
			outcome: { unverifiable: ['first_name', 'points', 'teams'] },
			warnings: [expect.stringContaining('could not be read back')],
		});
	});

	it('says nothing of items that Braze has not taken whole', async () => {
		const { readBacks, reads } = await verify([sent], {}, [{}], { taken: [] });
		expect([readBacks.size, reads.length]).toEqual([0, 0]);
	});
});

describe('verifying events and purchases', () => {
	const twice = change(0, 'u', { events: placed(event('entered'), event('entered')) });

	it('says applied when the count has grown by what was sent', async () => {
		const { readBacks } = await verify(
			[twice],
			{ u: { custom_events: tally('entered', 3, '2026-01-01T00:00:00Z') } },
			[{ u: { custom_events: tally('entered', 5) } }],
		);
		expect(readBacks.get(0)).toMatchObject({
			applied: true,
			outcome: { verified: { events: ['entered'] } },
		});
	});

	it('says how far it has grown otherwise', async () => {
		const before = { u: { custom_events: tally('entered', 3) } };
		const { readBacks } = await verify([twice], before, [
			{ u: { custom_events: tally('entered', 4) } },
		]);
		expect(readBacks.get(0)?.outcome).toEqual({ unverified: ['event "entered"'] });
		expect(readBacks.get(0)?.warnings[0]).toMatch(
			/^Event "entered": 2 sent for this user in the run, but Braze's count grew by 1 after/,
		);
	});

	it('reads times in both of Braze’s forms', async () => {
		const colon = change(0, 'u', { events: placed(event('entered', '2026-06-01T11:00:00:000Z')) });
		const { readBacks } = await verify([colon], {}, [
			{ u: { custom_events: tally('entered', 1) } },
		]);
		expect(readBacks.get(0)?.applied).toBe(true);
	});

	it('does not believe a count whose last time is too early', async () => {
		const { readBacks } = await verify([twice], {}, [
			{ u: { custom_events: tally('entered', 2, '2026-05-01T00:00:00Z') } },
		]);
		expect(readBacks.get(0)?.applied).toBe(false);
	});

	it('claims nothing of an old event that is not listed, nor of a quantity', async () => {
		const old = change(0, 'u', {
			events: placed(event('entered', '2025-01-01T00:00:00Z')),
			purchases: placed(
				{ product_id: 'hat', quantity: 2, time: TIME },
				{ product_id: 'hat', time: TIME },
			),
			attributes: { x: 1 },
		});
		const { readBacks } = await verify([old], {}, [{ u: { custom_attributes: { x: 1 } } }]);
		expect(readBacks.get(0)?.outcome).toEqual({
			verified: { attributes: ['x'] },
			unverifiable: ['event "entered"', 'purchase "hat"'],
		});
	});
});

/** Braze as a model: what it holds after values were applied, dropped, converted or reordered. */
const FATE = fc.constantFrom('applied', 'dropped', 'converted', 'late');
const SET = fc.record({
	id: fc.constantFrom('u', 'v'),
	name: fc.constantFrom('a', 'b'),
	value: fc.constantFrom<unknown>(1, 2, 'x', true),
	fate: FATE,
	looks: fc.integer({ min: 1, max: 4 }),
});

describe('verifying, by law', () => {
	it('never says applied of an item whose profile differs, and names every difference of a last writer', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(SET, { minLength: 1, maxLength: 6 }), async (sets) => {
				const changes = sets.map(({ id, name, value }, item) =>
					change(item, id, { attributes: { [name]: value } as IDataObject }),
				);
				const states = [0, 1, 2, 3, 4, 5].map((look) => {
					const profiles: Profiles = { u: { custom_attributes: {} }, v: { custom_attributes: {} } };
					for (const { id, name, value, fate, looks } of sets) {
						if (fate === 'dropped' || (fate === 'late' && looks > look)) continue;
						const stored = fate === 'converted' ? `${String(value)}!` : value;
						(profiles[id].custom_attributes as Record<string, unknown>)[name] = stored;
					}
					return profiles;
				});
				const { readBacks } = await verify(changes, {}, states, { seconds: 60 });
				const final = states[5];
				for (const [item, { id, name, value }] of sets.entries()) {
					const held = (final[id].custom_attributes as IDataObject)[name];
					const { applied, outcome } = readBacks.get(item)!;
					if (applied) expect(held).toBe(value);
					const isLast = !sets.slice(item + 1).some((one) => one.id === id && one.name === name);
					if (isLast && held !== value) expect(outcome.unverified).toEqual([name]);
				}
			}),
		);
	});
});
