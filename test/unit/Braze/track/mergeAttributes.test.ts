import type { IDataObject } from 'n8n-workflow';

import { MergedAttributes } from '../../../../nodes/Braze/track/mergeAttributes';

const groups = (...states: Array<[string, string]>) => ({
	subscription_groups: states.map(([subscription_group_id, subscription_state]) => ({
		subscription_group_id,
		subscription_state,
	})),
});

describe('merging', () => {
	it.each([
		['plain values', { a: 1 }, { b: null, c: 'x' }, true],
		['objects without a null', { a: { x: 1 } }, { a: { y: [1, { z: 2 }] } }, true],
		// Braze may drop the whole object then, and with it what an earlier item said.
		['a null inside the later object', { a: { x: 1 } }, { a: { y: null } }, false],
		['a null inside the earlier object', { a: { y: null } }, { a: { x: 1 } }, false],
		['a null beside other keys', { a: { x: 1 } }, { a: { y: null, z: 1 } }, false],
		['a null far inside', { a: { x: 1 } }, { b: { list: [{ y: { z: null } }] } }, false],
		// Braze would merge such an object into one that a plain value is to replace before.
		['an object over a plain value', { a: 1, b: 1 }, { c: 1, b: { x: 1 } }, false],
		['the same, inside', { a: { b: 1 } }, { a: { b: { x: 1 } } }, false],
	])('with deep merging, of %s', (_, earlier, later, expected) => {
		expect(new MergedAttributes(earlier, 1000).add(later, true)).toBe(expected);
	});

	it.each<[string, IDataObject, IDataObject, boolean, IDataObject, spare?: number]>([
		['adds a field', { a: 1 }, { é: 'é' }, false, { a: 1, é: 'é' }],
		['replaces a value by a longer one', { a: 1 }, { a: 'xyz' }, false, { a: 'xyz' }],
		['replaces a value by a shorter one', { a: 'xyz' }, { a: 1, b: 1 }, false, { a: 1, b: 1 }],
		['replaces a list', { a: [1, 2] }, { a: [3, 4, 5] }, true, { a: [3, 4, 5] }],
		['replaces an object', { o: { a: 1 } }, { o: { b: 22 } }, false, { o: { b: 22 } }],
		['merges an object', { o: { a: 1 } }, { o: { a: 2, b: 3 } }, true, { o: { a: 2, b: 3 } }],
		[
			'replaces an object by a value',
			{ o: { a: 1 } },
			{ o: 'plain text' },
			true,
			{ o: 'plain text' },
		],
		[
			'adds a subscription group',
			groups(['a', 'in']),
			groups(['b', 'in']),
			false,
			groups(['a', 'in'], ['b', 'in']),
			1,
		],
		[
			'replaces the state of a subscription group',
			groups(['a', 'in']),
			groups(['a', 'longer']),
			true,
			groups(['a', 'longer']),
			2,
		],
		[
			'takes a key of that name inside an object for any other',
			{ o: groups(['a', 'in']), ...groups(['a', 'in']) },
			{ o: groups(['b', 'longer']) },
			true,
			{ o: groups(['b', 'longer']), ...groups(['a', 'in']) },
		],
	])(
		'%s, where it fits, and leaves what items hold as it is',
		(_, first, next, deeply, merged, spare = 0) => {
			const before = structuredClone([first, next]);
			const size = Buffer.byteLength(JSON.stringify(merged));
			const one = new MergedAttributes(first, size + spare);
			expect([one.add(next, deeply), one.toObject()]).toEqual([true, merged]);
			const small = new MergedAttributes(first, size + spare - 1);
			expect([small.add(next, deeply), small.toObject()]).toEqual([false, first]);
			expect([first, next]).toEqual(before);
		},
	);

	it.each<[string, IDataObject[], IDataObject]>([
		[
			'are kept while other attributes are added',
			[groups(['a', 'in']), groups(['b', 'in']), { o: groups(['c', 'in']) }, groups(['a', 'out'])],
			{ ...groups(['a', 'out'], ['b', 'in']), o: groups(['c', 'in']) },
		],
		[
			'are those after a null, which is no list',
			[
				groups(['a', 'in']),
				groups(['b', 'in']),
				{ subscription_groups: null },
				groups(['c', 'in']),
			],
			groups(['c', 'in']),
		],
		['may come late', [{ a: 1 }, groups(['a', 'in'])], { a: 1, ...groups(['a', 'in']) }],
	])('subscription groups %s', (_, [first, ...others], merged) => {
		const one = new MergedAttributes(first, 1000);
		expect(others.map((next) => one.add(next, false))).not.toContain(false);
		expect(one.toObject()).toEqual(merged);
	});
});
