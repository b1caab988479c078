import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { Outcomes } from '../../../../nodes/Braze/batch/outcomes';
import type { RequestObject } from '../../../../nodes/Braze/batch/types';
import { combine } from '../../../../nodes/Braze/track/combine';
import { readTaken } from '../../../../nodes/Braze/track/taken';
import { compileTrack } from '../../../../nodes/Braze/track/template';
import { readUserChange } from '../../../../nodes/Braze/track/userChange';
import { engineOf } from '../support/engine';
import { parametersOf } from '../support/parameters';

const NOW = '2026-11-24T00:00:00.000Z';
const ID: IDataObject = { identifyBy: 'externalId', externalId: '={{ $json.id }}' };

/** An alias needs an object of its own that creates the user. */
const ALIAS = { identifyBy: 'userAlias', aliasLabel: 'id', aliasName: '={{ $json.id }}' };

const templateOf = (options: IDataObject = {}, who: IDataObject = ID) =>
	compileTrack(
		parametersOf(
			{
				...who,
				attributesMode: 'json',
				attributesJson: '={{ $json.attributes }}',
				options: {
					onlyMissing: true,
					eventsJson: '={{ $json.events }}',
					purchasesJson: '={{ $json.purchases }}',
					...options,
				},
			},
			engineOf(),
		),
		NOW,
	);

const ITEM = {
	id: 'u',
	attributes: { city: 'Leeds', points: { inc: 1 }, team: 'Rovers' },
	events: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
	purchases: [{ product_id: 'hat', currency: 'GBP', price: 1 }],
};

const read = (taken: unknown, options?: IDataObject, more: IDataObject = {}) =>
	readUserChange(templateOf(options), { ...ITEM, ...more, braze: { taken } as IDataObject }, 0);

/** What is sent, in short. */
const sentOf = (...given: Parameters<typeof read>) => {
	const { change } = read(...given);
	return [
		change?.attributes && Object.keys(change.attributes),
		change?.events.map(({ position }) => position),
		change?.purchases.map(({ position }) => position),
	];
};

describe('only what is missing', () => {
	it('is everything of an item that says nothing', () => {
		const all = [['city', 'points', 'team'], [1, 2, 3], [1]];
		for (const taken of [undefined, null, '', {}, { attributes: false, events: [] }]) {
			expect(sentOf(taken)).toEqual(all);
		}
		expect(sentOf({ attributes: true, events: [1] }, { onlyMissing: false })).toEqual(all);
	});

	it('is what Braze does not have, by position and by name', () => {
		expect(sentOf({ attributes: true, events: [1, 3], purchases: [] })).toEqual([
			undefined,
			[2],
			[1],
		]);
		expect(sentOf({ attributes: ['city'], events: [], purchases: [1] })).toEqual([
			['points', 'team'],
			[1, 2, 3],
			[],
		]);
	});

	it('moves nothing when the item is corrected', () => {
		const events = [null, { name: 'b' }, { name: 'c', time: 'never' }, { name: 'd' }];
		expect(sentOf({ attributes: true, events: [2] }, {}, { events })[1]).toEqual([4]);
	});

	it('includes what may be there, as Send Again If Unsure says', () => {
		const taken = { attributes: false, events: [1], unknown: { attributes: true, events: [2] } };
		expect(sentOf(taken)).toEqual([['city', 'points', 'team'], [2, 3], [1]]);
		// (What changes nothing the second time does no harm.)
		expect(sentOf(taken, { retryAmbiguous: false })).toEqual([['city', 'team'], [3], [1]]);
		expect(read(taken, { retryAmbiguous: false }).earlier).toEqual({
			taken: [{ array: 'events', position: 1 }],
			unknown: [
				{ array: 'attributes', names: ['points'] },
				{ array: 'events', position: 2 },
			],
		});
	});

	it('is kept in mind of what is sent, too; nothing is said of what is not there', () => {
		for (const retryAmbiguous of [true, false]) {
			expect(read({ events: [1] }, { retryAmbiguous }).earlier).toEqual({
				taken: [{ array: 'events', position: 1 }],
				unknown: [],
			});
		}
		expect(read({ attributes: ['city'] }).change?.isRest).toBe(true);
		expect(read({ attributes: ['other'] }).change?.isRest).toBe(false);
	});

	it('is the user alone where no attribute is left to set, unless Braze has that', () => {
		const byEmail = templateOf({}, { identifyBy: 'email', email: '={{ $json.email }}' });
		const attributesOf = (attributes: IDataObject | undefined, taken: IDataObject) =>
			readUserChange(byEmail, { email: 'a@b.co', attributes, braze: { taken } }, 0).change
				?.attributes;
		const bare = { email: 'a@b.co' };
		expect(attributesOf(bare, { events: [1] })).toEqual({});
		expect(attributesOf(bare, { attributes: true })).toBeUndefined();
		expect(attributesOf(undefined, { events: [1] })).toBeUndefined();
		expect(attributesOf({ a: 1 }, { attributes: ['a'] })).toBeUndefined();
	});

	it('may be told as JSON text, as a table holds it', () => {
		const taken = { attributes: true, events: [1], unknown: { events: [3] } };
		const said = readTaken({ braze: { taken } });
		expect(said).toBeDefined();
		expect(readTaken({ braze: JSON.stringify({ taken }) })).toEqual(said);
		expect(readTaken({ braze: { taken: JSON.stringify(taken) } })).toEqual(said);
		expect(readTaken({ braze: JSON.stringify(JSON.stringify({ taken })) })).toEqual(said);
		expect(readTaken({ braze: '"in quotes"' })).toBeUndefined();
		expect(readTaken({ braze: 'a text of the user’s own' })).toBeUndefined();
	});

	it('is nothing where it cannot be told: the whole might count twice', () => {
		for (const taken of [
			'{',
			[],
			true,
			7,
			{ events: 'all' },
			{ events: ['a'] },
			{ attributes: 1 },
			{ attributes: ['a', 1] },
			{ purchases: [1, 'a'] },
			{ unknown: 'some' },
			{ unknown: { purchases: 'some' } },
		]) {
			const { change, problems } = read(taken);
			expect(change).toBeUndefined();
			expect(problems).toEqual([expect.stringMatching(/^The item’s field braze\.taken/)]);
		}
		expect(read({ unknown: { purchases: 'some' } }).problems).toEqual([
			'The item’s field braze.taken.unknown.purchases does not say what Braze has of the item, so nothing was sent: it might count twice. It must be as an earlier Track User put it there; empty it to send the whole item. Value: "some".',
		]);
		expect(() => readTaken({ braze: '{' })).toThrow(/^The item’s field braze does not say/);
		const outcomes = [{ status: 'partial', taken: { events: [1] } }, { status: 'accepted' }];
		for (const braze of [outcomes, JSON.stringify(outcomes)]) {
			expect(() => readTaken({ braze })).toThrow(/^The item’s field braze does not say/);
		}
		expect(readTaken({ braze: [{ id: 1 }, 'of the user’s own'] })).toBeUndefined();
	});

	it('is kept in mind of an item that cannot be sent now', () => {
		const { change, earlier } = read({ attributes: true, events: [2] }, {}, { id: '' });
		expect(change).toBeUndefined();
		expect(earlier?.taken).toEqual([{ array: 'attributes' }, { array: 'events', position: 2 }]);
	});
});

/** What Braze counts of an object: events and purchases by name, attributes each for itself. */
function partsOf({ array, content }: RequestObject): string[] {
	const own = content as IDataObject;
	if (array === 'events') return [`event ${String(own.name)}`];
	if (array === 'purchases') return [`purchase ${String(own.product_id)}`];
	return Object.keys(own).map((name) => `attribute ${name}`);
}

type Fate = 'taken' | 'refused' | 'lost' | 'unheard';

/** Sends one item until it needs no more, and gives how often Braze has each part. */
function replay(item: IDataObject, options: IDataObject, fates: Iterator<Fate, Fate>, who = ID) {
	const counts = new Map<string, number>();
	const template = templateOf(options, who);
	let next = item;
	for (let run = 0; run < 50; run++) {
		// (A table holds the outcome as text.)
		const { change, problems, earlier } = readUserChange(
			template,
			JSON.parse(JSON.stringify(next)) as IDataObject,
			0,
		);
		expect(problems).toEqual([]);
		const outcomes = new Outcomes();
		if (earlier !== undefined) outcomes.keep(0, earlier);
		const stages = combine(change === undefined ? [] : [{ ...change, mergedNames: MERGED }], {
			combineItems: true,
			bytes: 4_000_000,
		});
		for (const stage of stages) {
			for (const object of [...stage].flat()) {
				const fate = fates.next().value;
				if (fate === 'taken' || fate === 'unheard') {
					for (const part of partsOf(object)) counts.set(part, (counts.get(part) ?? 0) + 1);
				}
				if (fate === 'taken') outcomes.take(object);
				else if (fate === 'refused') outcomes.refuse(object, 'no');
				else outcomes.leaveUnknown(object, 'who knows');
			}
		}
		if (outcomes.statusOf(0) === 'accepted') return { counts, run };
		next = { ...item, braze: JSON.stringify({ taken: outcomes.takenOf(0) }) };
	}
	return { counts, run: undefined };
}

const MERGED = new Set(['address']);

const itemOf = (events: number, purchases: number) => ({
	id: 'u',
	attributes: {
		city: 'Leeds',
		points: { inc: 1 },
		whole: { a: 1 },
		address: { street: 'x' },
		list: { $add: [{ id: 1 }], $remove: [{ $identifier_key: 'id', $identifier_value: 1 }] },
	},
	events: Array.from({ length: events }, (_, index) => ({ name: `e${index}` })),
	purchases: Array.from({ length: purchases }, (_, index) => ({
		product_id: `p${index}`,
		currency: 'GBP',
		price: 1,
	})),
});

const WHO = fc.constantFrom<IDataObject>(ID, ALIAS);

/** As given, and then whatever ends the replay. */
function* fatesOf(given: readonly Fate[]): Generator<Fate, Fate> {
	yield* given;
	for (;;) yield 'taken';
}

/** Parts that count each time they arrive; others only set a value. */
const COUNTING = /^(?:event|purchase) |^attribute points$/;

describe('replays with only what is missing', () => {
	const given = fc.tuple(
		fc.nat(4),
		fc.nat(3),
		fc.array(fc.constantFrom<Fate>('taken', 'refused'), { maxLength: 60 }),
		WHO,
	);

	it('end with each part in Braze exactly once, where each fate is known', () => {
		fc.assert(
			fc.property(given, ([events, purchases, fates, who]) => {
				const item = itemOf(events, purchases);
				const { counts, run } = replay(item, {}, fatesOf(fates), who);
				expect(run).toBeDefined();
				// (Removed first and then added anew: one name in two objects.)
				counts.delete('attribute list');
				expect(new Set(counts.values())).toEqual(new Set([1]));
				expect(counts.size).toBe(4 + events + purchases);
			}),
		);
	});

	it('never count anything twice without Send Again If Unsure, and lose nothing that is known', () => {
		const any = fc.array(fc.constantFrom<Fate>('taken', 'refused', 'lost', 'unheard'), {
			maxLength: 60,
		});
		fc.assert(
			fc.property(fc.nat(4), fc.nat(3), any, WHO, (events, purchases, fates, who) => {
				const item = itemOf(events, purchases);
				const { counts } = replay(item, { retryAmbiguous: false }, fatesOf(fates), who);
				for (const [part, count] of counts) if (COUNTING.test(part)) expect(count).toBe(1);
				if (!fates.includes('lost')) expect(counts.size).toBe(5 + events + purchases);
				// What only sets a value always arrives in the end.
				expect([...counts.keys()]).toEqual(expect.arrayContaining(['attribute city']));
			}),
		);
	});

	it('lose nothing at all with it', () => {
		const any = fc.array(fc.constantFrom<Fate>('taken', 'refused', 'lost', 'unheard'), {
			maxLength: 60,
		});
		fc.assert(
			fc.property(fc.nat(4), fc.nat(3), any, WHO, (events, purchases, fates, who) => {
				const { counts, run } = replay(itemOf(events, purchases), {}, fatesOf(fates), who);
				expect(run).toBeDefined();
				expect(counts.size).toBe(5 + events + purchases);
			}),
		);
	});
});
