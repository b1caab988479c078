import type { IDataObject } from 'n8n-workflow';

import { adviceOn } from '../../../../nodes/Braze/track/advice';
import type { UserChange } from '../../../../nodes/Braze/track/combine';

const change = (attributes: IDataObject | undefined, by = 'externalId') =>
	({ user: { by }, attributes }) as unknown as UserChange;

describe('advice on a run', () => {
	it.each(['03/04/2026', '3-4-2026', ' 12/1/21 ', '9/4/2026', '03/04/2026 10:00'])(
		'names attributes with text that Braze stores as a date: %j',
		(visit) => {
			const advice = adviceOn([change({ visit }), change({ visit, others: ['x', visit] })]);
			expect(advice.map(({ fields }) => [...fields])).toEqual([
				[
					['visit', 2],
					['others', 1],
				],
			]);
			expect(advice[0].text).toContain('with the month first');
		},
	);

	it.each([
		'2026-04-03',
		'03/04',
		'1/2/3/2026',
		'03/04/2026x',
		'on 03/04/2026',
		5,
		null,
		'3.4.2026',
		['x', 5],
		[['03/04/2026']],
	])('has nothing to say of %j', (visit) => {
		expect(adviceOn([change({ visit }), change(undefined)])).toEqual([]);
	});

	it('names emails that are set without a subscription state, which may change with them', () => {
		const email = 'x@example.com';
		const advice = adviceOn([
			change({ email }),
			change({ email }),
			change({ email, email_subscribe: 'subscribed' }),
			change({ email }, 'email'),
			change({ email: null }),
		]);
		expect(advice.map(({ fields }) => [...fields])).toEqual([[['email', 2]]]);
		expect(advice[0].text).toBe(
			'if the address is new for a person, Braze may change the subscription state with it. To decide the state yourself, map email_subscribe as well.',
		);
	});
});
