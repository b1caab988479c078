import { MergedAttributes } from '../../../../nodes/Braze/track/mergeAttributes';

describe('merging', () => {
	it.each([
		['plain values', { a: 1 }, { b: null, c: 'x' }, true],
		['objects without a null', { a: { x: 1 } }, { a: { y: [1, { z: 2 }] } }, true],
		// Braze may drop the whole object then, and with it what an earlier item said.
		['a null inside the later object', { a: { x: 1 } }, { a: { y: null } }, false],
		['a null inside the earlier object', { a: { y: null } }, { a: { x: 1 } }, false],
		['a null far inside', { a: { x: 1 } }, { b: { list: [{ y: { z: null } }] } }, false],
	])('with deep merging, of %s', (_, earlier, later, expected) => {
		expect(new MergedAttributes(earlier, 1000).add(later, true)).toBe(expected);
	});
});
