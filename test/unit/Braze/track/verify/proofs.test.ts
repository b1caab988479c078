import type { IDataObject } from 'n8n-workflow';

import { countProof, type Sent } from '../../../../../nodes/Braze/track/verify/activityProof';
import { proofOf } from '../../../../../nodes/Braze/track/verify/attributeProof';

const ANIMALS = [{ id: 1 }, { id: 2 }];

describe('the proof of an attribute', () => {
	it.each<[string, unknown, unknown, string]>([
		['email', 'Pia@X.co', 'pia@x.co', 'shown'],
		['email', 'pia@x.co', 'joe@x.co', 'differs'],
		['phone', '+61 400-000', '+61400000', 'shown'],
		['phone', '+61400000', undefined, 'differs'],
		['first_name', ' Pia ', 'Pia', 'shown'],
		['first_name', 'Pia', 'pia', 'differs'],
		['facebook', { id: 'x' }, undefined, 'invisible'],
		// An export leaves out what is empty.
		['a', {}, undefined, 'shown'],
		['a', [], undefined, 'shown'],
		['a', null, undefined, 'shown'],
		['a', [], ['x'], 'differs'],
		['a', { b: 1 }, undefined, 'differs'],
		['a', ['x'], undefined, 'differs'],
		['a', 0, undefined, 'differs'],
		['a', '', undefined, 'differs'],
		['a', { add: ['x'] }, ['w', 'x'], 'shown'],
		['a', { add: ['x', 'y'] }, ['x'], 'differs'],
		['a', { remove: ['x'] }, undefined, 'shown'],
		['a', { remove: ['x', 'y'] }, ['y'], 'differs'],
		['a', { add: ['x'], remove: ['y'] }, ['x'], 'shown'],
		['a', { $add: ANIMALS }, ANIMALS, 'shown'],
		['a', { $add: ANIMALS }, [{ id: 1 }], 'differs'],
		['a', { $add: ANIMALS, $update: [] }, ANIMALS, 'invisible'],
		['a', { $remove: [] }, [], 'invisible'],
		['a', { inc: 1 }, 1, 'invisible'],
	])('%s: %j, where Braze has %j, is %s', (name, value, held, proof) => {
		expect(proofOf(name, value, held, false)).toBe(proof);
	});

	it('is what was sent of an object alone where Braze merges it', () => {
		const proof = (merge: boolean) => proofOf('a', { b: 1 }, { b: 1, c: 2 }, merge);
		expect([proof(true), proof(false)]).toEqual(['shown', 'differs']);
	});
});

const DAY = 24 * 60 * 60_000;
const NOW = Date.parse('2026-06-01T12:00:00Z');

describe('the proof of events and purchases', () => {
	const profile = (count: number, last: number) => {
		const tally = { name: 'x', count, last: new Date(last).toISOString() };
		return { custom_events: [null, { name: 'y', count: 9 }, tally], purchases: [tally] };
	};
	const proof = (sent: Sent, after: IDataObject, before?: IDataObject) =>
		countProof('events', 'x', sent, { before, after, now: NOW });

	it('is that the count grew by what was sent, or more', () => {
		const sent = { count: 2, latest: NOW };
		for (const kind of ['events', 'purchases'] as const) {
			const readings = { before: profile(3, 0), after: profile(5, NOW), now: NOW };
			expect(countProof(kind, 'x', sent, readings)).toEqual({ proof: 'shown', grown: 2 });
		}
		expect(proof(sent, profile(6, NOW), profile(3, 0))).toEqual({ proof: 'shown', grown: 3 });
		expect(proof(sent, profile(4, NOW), profile(3, 0))).toEqual({ proof: 'differs', grown: 1 });
		expect(proof(sent, profile(2, NOW))).toEqual({ proof: 'shown', grown: 2 });
		expect(proof(sent, { custom_events: 'many' }, profile(1, 0))).toEqual({
			proof: 'differs',
			grown: -1,
		});
	});

	it.each([
		['as late as it was sent, but for what Braze rounds', NOW - DAY, NOW - DAY - 1000, 'shown'],
		['earlier', NOW - DAY, NOW - DAY - 1001, 'differs'],
		['now, which Braze takes for what is in the future', NOW + DAY, NOW, 'shown'],
	])('is that its last time is not too early: %s', (_, latest, last, expected) => {
		expect(proof({ count: 1, latest }, profile(1, last)).proof).toBe(expected);
	});

	it.each([
		['old enough', 90 * DAY + 1, 'invisible'],
		['not old', 90 * DAY, 'differs'],
	])('cannot be had of what exports do not list any more: %s', (_, age, expected) => {
		expect(proof({ count: 1, latest: NOW - age }, {}).proof).toBe(expected);
	});

	it('cannot be had of what Braze may count differently', () => {
		const sent = { count: undefined, latest: NOW };
		expect(proof(sent, profile(5, NOW), profile(3, 0))).toEqual({ proof: 'invisible', grown: 2 });
	});
});
