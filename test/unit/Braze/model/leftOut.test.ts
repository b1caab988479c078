import { DateTime } from 'luxon';

import { ItemError, Problems } from '../../../../nodes/Braze/model/itemError';
import { fieldOf, leftOutOf } from '../../../../nodes/Braze/model/leftOut';

const leftOut = (add: (problems: Problems) => void) => {
	const problems = new Problems().within('', { kind: 'attribute' });
	add(problems);
	return leftOutOf(problems);
};

const shownValue = (value: unknown) =>
	/ Value: (.*)\. The attribute was left out\.$/su.exec(
		leftOut((problems) => problems.add('x is bad.', { field: 'x', value }))[0].message,
	)?.[1];

describe('what is left out', () => {
	it('is told with its field, its value and what became of it', () => {
		expect(
			leftOut((problems) => {
				problems.within('Attribute "phone" ').add('is no phone.', { field: 'phone', value: 'n/a' });
				problems.add(new ItemError('Attribute "a.b" is bad.', { field: 'a.b' }));
			}),
		).toEqual([
			{
				field: 'phone',
				message: 'Attribute "phone" is no phone. Value: "n/a". The attribute was left out.',
			},
			{ field: 'a.b', message: 'Attribute "a.b" is bad. The attribute was left out.' },
		]);
	});

	it('is told once, whatever is wrong with it', () => {
		expect(
			leftOut((problems) => {
				const own = problems.within('Purchase "p": ', { kind: 'purchase', name: 'p' });
				own.add(new ItemError('Price is bad.', { value: 'x' }));
				own.add(new ItemError(['Time is bad.', 'Time is worse.']));
				const other = problems.within('Purchase "p": ', { kind: 'purchase', name: 'p' });
				other.add('Price is bad.');
			}),
		).toEqual([
			{
				field: 'purchase "p"',
				message:
					'Purchase "p": Price is bad. Value: "x". Purchase "p": Time is bad. Purchase "p": Time is worse. The purchase was left out.',
			},
			{
				field: 'purchase "p"',
				message: 'Purchase "p": Price is bad. The purchase was left out.',
			},
		]);
	});

	it('is counted where there is very much', () => {
		const told = leftOut((problems) => {
			for (let n = 0; n < 150; n++) problems.within('', { kind: 'event' }).add('Bad.');
		});
		expect(told).toHaveLength(100);
		expect(told[98]).toEqual({ field: 'event', message: 'Bad. The event was left out.' });
		expect(told[99]).toEqual({
			field: 'other parts',
			message: '… and 51 more problems. Their parts were left out.',
		});
	});

	it('is a part of the item, not what costs the whole', () => {
		expect(leftOut((problems) => problems.within('', null).add('x'))).toEqual([]);
	});

	it('may be several', () => {
		expect(
			leftOut((problems) => problems.within('JSON ', { kind: 'attributes' }).add('is bad.')),
		).toEqual([{ field: 'attributes', message: 'JSON is bad. The attributes were left out.' }]);
	});

	it.each([
		[{ kind: 'attribute', name: 'phone' }, 'phone'],
		[{ kind: 'attribute', name: '' }, 'attribute'],
		[{ kind: 'event' }, 'event'],
		[{ kind: 'event', name: 'e' }, 'event "e"'],
		[{ kind: 'property', name: 'p', of: 'event "e"' }, 'property "p" of event "e"'],
		[{ kind: 'properties', of: 'event "e"' }, 'properties of event "e"'],
		[{ kind: 'event', name: 'x'.repeat(41) }, `event "${'x'.repeat(39)}…"`],
	])('has a field to count it by: %j', (part, field) => {
		expect(fieldOf(part)).toBe(field);
	});

	it.each([
		['x'.repeat(40), `"${'x'.repeat(40)}"`],
		['x'.repeat(41), `"${'x'.repeat(39)}…"`],
		['😀'.repeat(40), `"${'😀'.repeat(40)}"`],
		['😀'.repeat(1_000_000), `"${'😀'.repeat(39)}…"`],
		[5, '5'],
		[null, 'null'],
		[{ a: 1 }, '{"a":1}'],
		[Array(30).fill(12), `[${'12,'.repeat(12)}12…`],
		[DateTime.fromISO('2026-01-01T00:00:00Z', { zone: 'utc' }), '"2026-01-01T00:00:00.000Z"'],
		[() => 1, 'function'],
	])('shows 40 characters of a value: %#', (value, shown) => {
		expect(shownValue(value)).toBe(shown);
	});
});
