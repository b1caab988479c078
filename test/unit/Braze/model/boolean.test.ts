import { readBoolean } from '../../../../nodes/Braze/model/boolean';
import { ItemError } from '../../../../nodes/Braze/model/itemError';

describe('whether something is wanted', () => {
	it.each([true, 'true'])('is true for %p', (value) => {
		expect(readBoolean(value, 'Simplify', false)).toBe(true);
	});

	it.each([false, 'false'])('is false for %p', (value) => {
		expect(readBoolean(value, 'Simplify', true)).toBe(false);
	});

	it.each([undefined, null, ''])('is what it is without a value, for %p', (value) => {
		expect(readBoolean(value, 'Simplify', true)).toBe(true);
		expect(readBoolean(value, 'Simplify', false)).toBe(false);
	});

	it.each([0, 1, 'yes', [], {}])('is not guessed from %p', (value) => {
		const read = () => readBoolean(value, 'Simplify', true);
		expect(read).toThrow(new ItemError('Simplify must be true or false.', { value }));
	});
});
