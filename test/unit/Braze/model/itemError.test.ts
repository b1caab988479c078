import {
	failing,
	ItemError,
	MOST_LINES,
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

	it('are sentences, with the value if there is one', () => {
		const problems = new Problems();
		problems.add('x is 1.5', { value: 1.5 });
		for (const end of ['.', '!', '?', '…']) problems.add(`x${end}`);
		problems.add('y'.repeat(1001));
		expect(problems.messages).toEqual([
			'x is 1.5. Value: 1.5.',
			...['x.', 'x!', 'x?', 'x…'],
			`${'y'.repeat(999)}…`,
		]);
	});

	it('are all listed up to a hundred, and the others counted', () => {
		const problems = new Problems();
		const lines = (from: number, to: number) =>
			Array.from({ length: to - from }, (_, index) => `problem ${from + index}.`);
		for (const line of lines(0, MOST_LINES)) problems.add(line);
		expect(problems.messages).toEqual(lines(0, MOST_LINES));
		expect(problems.more).toBe(0);
		for (const line of lines(MOST_LINES, 1200)) problems.add(line);
		expect(problems.messages).toEqual([...lines(0, MOST_LINES - 1), '… and 1,101 more problems.']);
		expect([problems.count, problems.more]).toEqual([1200, 1101]);
	});

	it.each([MOST_LINES - 2, MOST_LINES - 1, MOST_LINES, 1000])(
		'list what costs the item, after %d others as well',
		(others) => {
			const problems = new Problems(undefined, '', { kind: 'attribute' });
			for (let n = 0; n < others; n++) problems.add('bad.');
			expect(problems.costItem).toBe(false);
			problems.within('User ', null).add('unknown.');
			expect(problems.costItem).toBe(true);
			problems.within('User ', null).add('unknown still.');
			problems.add('bad.');
			expect(problems.found).toHaveLength(MOST_LINES - 1);
			expect(problems.messages).toContain('User unknown.');
			expect(problems.messages[MOST_LINES - 1]).toBe(
				`… and ${others + 4 - MOST_LINES} more problems.`,
			);
		},
	);
});

describe('remarks', () => {
	it('are sentences about a field, and leave nothing out', () => {
		const problems = new Problems();
		problems.remark('email', 'It was cut', 'x');
		expect(problems.remarks).toEqual([{ field: 'email', message: 'It was cut. Value: "x".' }]);
		expect(problems.count).toBe(0);
	});

	it('are all listed up to a hundred, and the others counted', () => {
		const problems = new Problems();
		const remarks = Array.from({ length: 150 }, (_, n) => ({ field: `f${n}`, message: 'So.' }));
		const tell = (some: typeof remarks) => {
			for (const { field, message } of some) problems.remark(field, message);
		};
		tell(remarks.slice(0, MOST_LINES));
		expect(problems.remarks).toEqual(remarks.slice(0, MOST_LINES));
		tell(remarks.slice(MOST_LINES));
		expect(problems.remarks).toEqual([
			...remarks.slice(0, MOST_LINES - 1),
			{ field: 'other parts', message: '… and 51 more.' },
		]);
	});
});
