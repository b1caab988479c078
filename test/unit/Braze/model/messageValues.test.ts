import { Problems } from '../../../../nodes/Braze/model/itemError';
import { leftOutOf } from '../../../../nodes/Braze/model/leftOut';
import {
	checkContextNames,
	checkMessageProperties,
} from '../../../../nodes/Braze/model/messageValues';

describe('the properties of a message', () => {
	it('lose what JSON cannot hold and lost letters, each told', () => {
		const problems = new Problems();
		const given = {
			name: 'M\ufffda',
			rates: [1 / 0],
			half: 'x\ud83d',
			prize: { name: 'Tickets' },
			none: null,
		};
		expect(checkMessageProperties(given, 'Trigger Properties', problems)).toEqual({
			half: 'x',
			prize: { name: 'Tickets' },
			none: null,
		});
		expect(leftOutOf(problems)).toMatchObject([
			{
				field: 'property "name"',
				message: expect.stringMatching(/^Trigger Properties: "name" has lost letters/),
			},
			{
				field: 'property "rates"',
				message: expect.stringMatching(/"rates" \[0\] is not a number/),
			},
		]);
	});

	it('have names without lost letters and halves of characters, at every level', () => {
		const problems = new Problems();
		const given = {
			'na\ufffdme': 1,
			'x\ud83d': 2,
			prize: { 'ti\ufffdcket': 3 },
			seat: { 'y\ud83d': 4 },
		};
		expect(checkMessageProperties(given, 'P', problems)).toEqual({ x: 2, seat: { y: 4 } });
		expect(problems.messages).toEqual([
			expect.stringMatching(/^P: "na\ufffdme" has a name that has lost letters/),
			expect.stringMatching(/^P: "prize" has a key that has lost letters/),
		]);
	});

	it('have no gaps in their lists, but in tables', () => {
		const given = {
			teams: ['', 'Blues', null, ' \u200b'],
			none: [null, ''],
			inside: { more: [{}, { a: '' }, ''] },
			table: [['', 'a'], [null]],
			titled: ['Seats', '', ['', 'a']],
			empty: '',
		};
		expect(checkMessageProperties(given as never, 'P', new Problems())).toEqual({
			teams: ['Blues'],
			none: [],
			inside: { more: [{ a: '' }] },
			table: [['', 'a'], [null]],
			titled: ['Seats', '', ['', 'a']],
			empty: '',
		});
	});

	it('have 50 KB together', () => {
		const of = (length: number) =>
			checkMessageProperties({ a: 'x'.repeat(length) }, 'P', new Problems());
		expect(() => of(51_200 - 8)).not.toThrow();
		expect(() => of(51_200 - 7)).toThrow('P: larger than the 50 KB that Braze accepts.');
	});

	it('have names that context takes, if they are sent as context', () => {
		const problems = new Problems();
		const given = { prize_name: 1, 'prize name': 2, 'prize.x': 3, ['x'.repeat(101)]: 4 };
		expect(checkContextNames(given, 'Entry Properties', problems)).toEqual({ prize_name: 1 });
		expect(problems.messages).toHaveLength(3);
		expect(problems.found[0]).toEqual({
			message:
				'Entry Properties: "prize name" is no name for context, which takes letters, digits and underscores, 100 at most. Rename it.',
			part: { kind: 'property', name: 'prize name' },
			value: 2,
		});
	});
});
