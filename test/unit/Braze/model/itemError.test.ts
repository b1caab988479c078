import {
	failing,
	ItemError,
	named,
	Problems,
	problemsOf,
} from '../../../../nodes/Braze/model/itemError';

const fail = (error: unknown) => () => {
	throw error;
};

describe('an item’s error', () => {
	it('has one problem or several', () => {
		expect(new ItemError('a').problems).toEqual(['a']);
		const several = new ItemError(['a.', 'b.']);
		expect(several.problems).toEqual(['a.', 'b.']);
		expect(several.message).toBe('a. b.');
		expect(several).toBeInstanceOf(Error);
	});

	it('may come from anything thrown', () => {
		expect(problemsOf(new ItemError(['a', 'b']))).toEqual(['a', 'b']);
		expect(problemsOf(new RangeError('r'))).toEqual(['r']);
		expect(problemsOf('text')).toEqual(['text']);
	});

	it('names what it is about', () => {
		expect(named('x ', () => 5)).toBe(5);
		const read = () => named('x ', fail(new ItemError(['a', 'b'])));
		expect(read).toThrow(ItemError);
		expect(read).toThrow('x a x b');
	});

	it('may be the same for every item', () => {
		const read = failing(new ItemError('a'));
		expect(read).toThrow(ItemError);
		expect(read).toThrow('a');
	});
});

describe('problems', () => {
	it('are gathered while good parts are read', () => {
		const problems = new Problems();
		expect(problems.attempt(() => 5)).toBe(5);
		problems.throwIfAny();
		expect(problems.attempt(fail(new ItemError(['a', 'b'])))).toBeUndefined();
		expect(
			problems
				.within('x: ')
				.within('y: ')
				.attempt(fail(new Error('c'))),
		).toBeUndefined();
		problems.add('d');
		expect(problems.messages).toEqual(['a.', 'b.', 'x: y: c.', 'd.']);
		expect(() => problems.throwIfAny()).toThrow(ItemError);
		expect(() => problems.throwIfAny()).toThrow('a. b. x: y: c. d.');
	});
});
