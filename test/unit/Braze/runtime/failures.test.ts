import { describeFailures, type FailedItem } from '../../../../nodes/Braze/runtime/failures';

const TIP = 'What to do.';

const failures = (reasons: readonly string[]) =>
	reasons.map((reason, item) => ({ item, errors: [reason] }));

const linesOf = (failed: readonly FailedItem[], title: string, all: number) =>
	describeFailures(failed, title, all, TIP).split('<br>\n');

it('one line for each reason, with its items', () => {
	expect(linesOf(failures(['bad', 'worse', 'bad', 'bad']), '4 of 9 items failed', 9)).toEqual([
		'Items 0, 2 and 3: bad',
		'Item 1: worse',
		TIP,
	]);
});

it('lists ten reasons, and ten items of one', () => {
	const different = Array.from({ length: 13 }, (_, n) => `reason ${n}`);
	expect(linesOf(failures(different), 'x', 13).slice(-2)).toEqual(['… and 3 more.', TIP]);
	const same = Array.from({ length: 25 }, () => 'bad');
	expect(linesOf(failures(same), 'x', 25)[0]).toBe(
		'Items 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 15 more: bad',
	);
});

it('says nothing a second time', () => {
	const title = 'The API key is not allowed to do this.';
	expect(linesOf(failures([title, `Not sent: ${title}`, 'bad']), title, 3)).toEqual([
		'Item 2: bad',
		TIP,
	]);
});

it('of a single item says what its title does not', () => {
	const failed = [{ item: 0, errors: ['first', 'second', 'third'] }];
	expect(linesOf(failed, 'first', 1)).toEqual(['second third', TIP]);
});

it('shows values as text', () => {
	expect(linesOf(failures(['"<b>&x</b>" is no date']), 'x', 2)[0]).toBe(
		'Item 0: "&lt;b&gt;&amp;x&lt;/b&gt;" is no date',
	);
});
