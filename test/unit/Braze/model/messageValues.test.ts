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
	});
});
