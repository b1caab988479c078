import { identityOf } from '../../../nodes/Komo/identity';
import type { Submission } from '../../../nodes/Komo/submission';
import { samples } from '../../data/komo-samples.json';

const of = (body: Submission['body'], event?: string): Submission =>
	event === undefined ? { body } : { event, body: { event, ...body } };
const differ = (...submissions: Submission[]) => {
	const identities = submissions.map(identityOf);
	expect(identities).not.toContain(undefined);
	return new Set(identities).size === submissions.length;
};

describe('the same submission', () => {
	it.each(samples.map(({ event, body }) => [event, body] as const))(
		'%s as documented, sent again, is the same',
		(event, body) => {
			const again = JSON.parse(JSON.stringify(body)) as Submission['body'];
			expect(identityOf({ event, body: { ...body } })).toBe(identityOf({ event, body: again }));
			expect(identityOf({ event, body: { ...body } })).toMatch(/^[\w+/]{43}=$/);
		},
	);

	it.each([
		['CompetitionEntrySuccess', 'submission_id'],
		['SignUpSuccess', 'submission_id'],
		['PrizeAwarded', 'prize_recipient_id'],
		['CouponIssued', 'coupon_id'],
	])('%s is known by its %s alone', (event, key) => {
		const first = of({ [key]: 'x', timestamp: '1', id: '1' }, event);
		expect(identityOf(of({ [key]: 'x', timestamp: '2' }, event))).toBe(identityOf(first));
		expect(identityOf(of({ [key]: 7 }, event))).toBe(identityOf(of({ [key]: '7' }, event)));
		expect(differ(first, of({ [key]: 'y', timestamp: '1', id: '1' }, event))).toBe(true);
	});

	it('what a workflow composed is known by all of its content', () => {
		const body = { id: 'contact', answers: ['red', { size: 'L' }] };
		expect(identityOf(of({ ...body }))).toBe(identityOf(of(body)));
	});
});

describe('different submissions', () => {
	const view = { id: 'card', timestamp: '2026-01-01T00:00:00.000Z', user_session_id: 's1' };

	it('two people who view one card', () => {
		expect(
			differ(of(view, 'CardViewed'), of({ ...view, user_session_id: 's2' }, 'CardViewed')),
		).toBe(true);
	});

	it('one person who views it twice', () => {
		const later = { ...view, timestamp: '2026-01-01T00:00:01.000Z' };
		expect(differ(of(view, 'CardViewed'), of(later, 'CardViewed'))).toBe(true);
	});

	it('two answers of one contact in what a workflow composed, whatever id they share', () => {
		for (const key of ['id', 'submission_id', 'user_session_id', 'coupon_id']) {
			expect(differ(of({ [key]: 'c', answer: 'red' }), of({ [key]: 'c', answer: 'blue' }))).toBe(
				true,
			);
		}
	});

	it('two sign-ups without an id of the form, as older webhooks send them', () => {
		expect(
			differ(
				of({ ...view, email: 'a' }, 'SignUpSuccess'),
				of({ ...view, email: 'b' }, 'SignUpSuccess'),
			),
		).toBe(true);
	});

	it('several events, prizes and coupons of one form entry', () => {
		expect(
			differ(
				of({ submission_id: 'a' }, 'CompetitionEntrySuccess'),
				of({ submission_id: 'a' }, 'SignUpSuccess'),
				of({ submission_id: 'a' }, 'PrizeAwarded'),
				of({ submission_id: 'a', prize_recipient_id: '1' }, 'PrizeAwarded'),
				of({ submission_id: 'a', prize_recipient_id: '2' }, 'PrizeAwarded'),
				of({ coupon_id: 'a' }, 'CouponIssued'),
				of({ coupon_id: 'b' }, 'CouponIssued'),
				of({ submission_id: 'a' }),
			),
		).toBe(true);
	});

	it('an event that Komo does not document, twice for one form entry', () => {
		expect(
			differ(of({ submission_id: 'a', n: 1 }, 'Other'), of({ submission_id: 'a', n: 2 }, 'Other')),
		).toBe(true);
	});
});

describe('without an identity', () => {
	it.each([
		[{}],
		[{ answer: 'red' }],
		[{ id: '' }],
		[{ id: null }],
		[{ id: { a: 1 } }],
		[{ card_id: 'card', site_id: 'site', answer: 'red' }],
	])('%j tells no people apart', (body) => {
		expect(identityOf(of(body))).toBeUndefined();
		expect(identityOf(of(body, 'CompetitionEntrySuccess'))).toBeUndefined();
	});

	it.each([
		'id',
		'submission_id',
		'competition_entry_id',
		'prize_recipient_id',
		'coupon_id',
		'trivia_gameplay_id',
		'user_session_id',
		'user_profile_id',
	])('%s does', (key) => {
		expect(identityOf(of({ [key]: 'x' }))).toBeDefined();
		expect(identityOf(of({ [key]: 0 }))).toBeDefined();
	});

	it('the id of an event, which is that of a card or site, does only beside a timestamp', () => {
		const view = { id: 'card', card_id: 'card' };
		expect(identityOf(of(view, 'CardViewed'))).toBeUndefined();
		const timed = { ...view, timestamp: '2026-01-01T00:00:00.000Z' };
		expect(identityOf(of(timed, 'CardViewed'))).toBeDefined();
		expect(identityOf(of({ ...view, user_session_id: 's' }, 'CardViewed'))).toBeDefined();
	});

	it('no id comes from what objects inherit', () => {
		const body = Object.create({ id: 'inherited' }) as Submission['body'];
		expect(identityOf({ body })).toBeUndefined();
		expect(identityOf({ event: 'toString', body: {} })).toBeUndefined();
	});
});
