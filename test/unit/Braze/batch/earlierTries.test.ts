import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { EarlierTries } from '../../../../nodes/Braze/batch/earlierTries';
import type { EndpointRun } from '../../../../nodes/Braze/batch/runs';
import type { RequestObject } from '../../../../nodes/Braze/batch/types';
import { userByExternalId } from '../../../../nodes/Braze/model/user';
import { delivery } from '../support/deliveryWorld';

const { endpoint } = delivery();

const thing = (item: number, more: Partial<RequestObject> = {}): RequestObject => ({
	array: 'events',
	content: { name: 'won' },
	position: 1,
	items: [item],
	idempotent: false,
	...more,
});

const attributes = (
	item: number,
	content: IDataObject,
	more: Partial<RequestObject> = {},
): RequestObject =>
	thing(item, {
		array: 'attributes',
		position: undefined,
		idempotent: true,
		user: userByExternalId('a'),
		content,
		...more,
	});

const runsOf = (objects: RequestObject[]): EndpointRun[] => [{ endpoint, stages: [[objects]] }];

/** What is left of objects in a next try. */
function left(
	tries: EarlierTries,
	objects: RequestObject[],
	{ retryAmbiguous = true, following = [] as number[] } = {},
) {
	const outcomes = tries.outcomes();
	const resent: RequestObject[] = [];
	const resend = (object: RequestObject) => void resent.push(object);
	const next = { outcomes, retryAmbiguous, following: new Set(following), resend };
	const runs = tries.remaining(runsOf(objects), next);
	const sent = runs.flatMap(({ stages }) => stages.flatMap((stage) => [...stage].flat()));
	return { sent, outcomes, resent };
}

it('whatever was taken is never sent again, and its item has it; the rest is', () => {
	const places = fc.uniqueArray(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 3 })), {
		selector: String,
		minLength: 1,
	});
	fc.assert(
		fc.property(places, fc.infiniteStream(fc.boolean()), (all, coins) => {
			const tries = new EarlierTries();
			const first = tries.outcomes();
			const objects = all.map(([item, position]) => thing(item, { position }));
			const taken = objects.filter(() => coins.next().value);
			for (const object of taken) first.take(object, { dispatch_id: 'x' });
			// In the next try they are other objects, which say the same.
			const { sent, outcomes } = left(tries, structuredClone(objects));
			expect(sent).toEqual(objects.filter((object) => !taken.includes(object)));
			for (const { items, position } of taken) {
				expect(outcomes.takenOf(items[0]).events).toContain(position);
				expect(outcomes.outputOf(items[0])).toEqual({ dispatch_id: 'x' });
			}
		}),
	);
});

it('what expressions give anew is still the same object', () => {
	const tries = new EarlierTries();
	tries.outcomes().take(attributes(0, { seen: 'at noon', n: { inc: 1 } }));
	const { sent } = left(tries, [
		attributes(0, { seen: 'later', n: { inc: 1 } }),
		attributes(0, { address: {} }, { flags: { _merge_objects: true } }),
	]);
	expect(sent).toHaveLength(1);
	expect(sent[0].content).toEqual({ address: {} });
});

it('what was combined is known by its parts', () => {
	const parts = [attributes(0, { a: 1 }), attributes(1, { b: 1 })];
	const tries = new EarlierTries();
	tries.outcomes().take(thing(0, { ...attributes(0, { a: 1, b: 1 }), items: [0, 1], parts }));
	expect(left(tries, [attributes(1, { b: 2 })]).sent).toEqual([]);
	expect(left(tries, [attributes(1, { b: 2, c: 3 })]).sent).toHaveLength(1);
});

it('what sets the same as something unfinished before it is set again; what counts is not', () => {
	const tries = new EarlierTries();
	const both = [attributes(1, { a: 1 }), thing(1)];
	for (const object of both) tries.outcomes().take(object);
	expect(left(tries, both, { following: [1] }).sent).toEqual([both[0]]);
});

it('what may be there and counts is sent again only if that is wanted', () => {
	const tries = new EarlierTries();
	const may = thing(0);
	tries.outcomes().leaveUnknown(may, 'the connection was closed');
	const off = left(tries, [may], { retryAmbiguous: false });
	expect(off.sent).toEqual([]);
	expect(off.outcomes.errorsOf(0)).toEqual(['the connection was closed']);
	expect(off.outcomes.statusOf(0)).toBe('partial');
	const on = left(tries, [may]);
	expect([on.sent, on.resent]).toEqual([[may], [may]]);
});

it('what may be there and does not count is sent again, and is no resending to warn of', () => {
	const tries = new EarlierTries();
	const safe = attributes(0, { a: 1 });
	tries.outcomes().leaveUnknown(safe, 'the connection was closed');
	const { sent, resent } = left(tries, [safe], { retryAmbiguous: false });
	expect([sent, resent]).toEqual([[safe], []]);
});

it('a text, such as an email address, is known by itself', () => {
	const tries = new EarlierTries();
	const email = (address: string) =>
		thing(0, { array: 'emails', content: address, position: undefined });
	tries.outcomes().take(email('a@x.com'));
	expect(left(tries, [email('a@x.com'), email('b@x.com')]).sent).toEqual([email('b@x.com')]);
});

it('an object of which one item follows something unfinished is set again as a whole', () => {
	const tries = new EarlierTries();
	const shared = attributes(0, { a: 1 }, { items: [0, 1] });
	tries.outcomes().take(shared);
	expect(left(tries, [shared], { following: [1] }).sent).toEqual([shared]);
});

it('knows whether anything was taken that would count twice', () => {
	const tries = new EarlierTries();
	tries.outcomes().take(attributes(0, { a: 1 }));
	expect(tries.counted).toBe(false);
	tries.outcomes().take(thing(0));
	tries.outcomes().take(attributes(1, { a: 1 }));
	expect(tries.counted).toBe(true);
});

it('leaves no empty group behind', () => {
	const tries = new EarlierTries();
	tries.outcomes().take(thing(0));
	const next = {
		outcomes: tries.outcomes(),
		retryAmbiguous: false,
		following: new Set<number>(),
		resend: () => {},
	};
	const [{ stages }] = tries.remaining([{ endpoint, stages: [[[thing(0)], [thing(1)]]] }], next);
	expect(stages.map((stage) => [...stage])).toEqual([[[thing(1)]]]);
});
