import { KOMO_EVENTS } from '../../../nodes/Komo/events';
import { whyIgnored, type Filters } from '../../../nodes/Komo/filters';
import type { Submission } from '../../../nodes/Komo/submission';
import { samples } from '../../data/komo-samples.json';

const why = (body: Submission['body'], filters: Partial<Filters>) =>
	whyIgnored(typeof body.event === 'string' ? { event: body.event, body } : { body }, {
		events: ['*'],
		otherEvents: [],
		siteIds: [],
		cardIds: [],
		cardTypes: [],
		...filters,
	});
const passes = (body: Submission['body'], filters: Partial<Filters>) =>
	why(body, filters) === undefined;

describe('events', () => {
	it('offers every event that has a documented sample', () => {
		const offered = KOMO_EVENTS.map(({ value }) => value);
		expect(samples.map(({ event }) => event).filter((event) => !offered.includes(event))).toEqual(
			[],
		);
	});

	it.each(KOMO_EVENTS.map(({ value, name }) => [value, name]))(
		'%s passes when chosen, and only then',
		(event, label) => {
			const others = KOMO_EVENTS.map(({ value }) => value).filter((value) => value !== event);
			expect(passes({ event }, { events: [event] })).toBe(true);
			expect(passes({ event: event.toUpperCase() }, { events: [event] })).toBe(true);
			expect(passes({ event }, { events: ['*'] })).toBe(true);
			expect(passes({ event }, { events: [] })).toBe(false);
			expect(why({ event }, { events: [...others, 'workflow', 'other'] })).toBe(
				`The event ${event} is not selected. To receive it, add "${label}" to Events.`,
			);
		},
	);

	it.each<[string, Submission['body'], string[], string[], boolean]>([
		['a body without event', {}, ['workflow'], [], true],
		['a body without event', {}, ['CompetitionEntrySuccess', 'other'], [], false],
		['an unknown event', { event: 'CouponViewed' }, ['workflow'], [], false],
		['an unknown event, any other', { event: 'CouponViewed' }, ['other'], [], true],
		['an unknown event, named', { event: 'CouponViewed' }, ['other'], ['couponviewed'], true],
		[
			'the first of two named',
			{ event: 'CouponViewed' },
			['other'],
			['CouponViewed', 'Gift'],
			true,
		],
		['the second of two named', { event: 'Gift' }, ['other'], ['CouponViewed', 'Gift'], true],
		['an unknown event, another named', { event: 'CouponViewed' }, ['other'], ['Gift'], false],
		['a known event, named', { event: 'CardViewed' }, ['other'], ['CardViewed'], true],
		['an unknown event from an expression', { event: 'CouponViewed' }, ['CouponViewed'], [], true],
		['an event called workflow', { event: 'workflow' }, ['workflow'], [], false],
		['an event called other', { event: 'other' }, ['other'], ['Gift'], false],
		['an event called *', { event: '*' }, ['other'], ['Gift'], false],
		['names without "other"', { event: 'CouponViewed' }, ['CardViewed'], ['CouponViewed'], false],
	])('%s %j with %j %j: %s', (_, body, events, otherEvents, expected) => {
		expect(passes(body, { events, otherEvents })).toBe(expected);
	});

	it('that are not chosen are said to be, without repeating what is not documented', () => {
		expect(why({}, { events: ['other'] })).toBe(
			'The body has no event. To receive it, add "Workflow Request" to Events.',
		);
		expect(why({ event: 'joe@bloggs.com' }, { events: ['workflow'] })).toBe(
			'The event is not selected. To receive it, add "Other Events" to Events.',
		);
		expect(why({ event: 'Gift' }, { events: ['other'], otherEvents: ['Prize'] })).toBe(
			'The event is not selected. To receive it, add its name to Other Event Names.',
		);
	});
});

describe('sites and cards', () => {
	const body = { event: 'X', site_id: 'S1', card_id: 'C1', card_type: 'Quiz' };

	it.each<[Partial<Filters>, string | undefined]>([
		[{ siteIds: ['s1', 'S2'] }, undefined],
		[{ siteIds: ['S2', 's1'] }, undefined],
		[{ siteIds: ['S2'] }, 'The site_id is not among the Site IDs of the trigger.'],
		[{ cardIds: ['C1'] }, undefined],
		[{ cardIds: ['C2'] }, 'The card_id is not among the Card IDs of the trigger.'],
		[{ cardTypes: ['quiz'] }, undefined],
		[{ cardTypes: ['Trivia'] }, 'The card_type is not among the Card Types of the trigger.'],
		[{ siteIds: ['S1'], cardIds: ['C1'], cardTypes: ['Quiz'] }, undefined],
		[{ siteIds: ['S1'], cardIds: ['C2'], cardTypes: ['Quiz'] }, expect.stringContaining('card_id')],
	])('%j: %s', (filters, reason) => {
		expect(why(body, filters)).toEqual(reason);
	});

	it('are compared with a number as with its text', () => {
		expect(passes({ site_id: 7 }, { siteIds: ['7'] })).toBe(true);
	});

	it('keep out what has no such id', () => {
		expect(passes({}, { siteIds: ['S1'] })).toBe(false);
		expect(passes({ site_id: null }, { siteIds: ['S1', 'null'] })).toBe(false);
		expect(passes({}, { siteIds: ['undefined'] })).toBe(false);
		const inherited = Object.create({ site_id: 'S1' }) as Submission['body'];
		expect(passes(inherited, { siteIds: ['S1'] })).toBe(false);
	});
});
