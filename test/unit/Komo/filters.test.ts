import { KOMO_EVENTS } from '../../../nodes/Komo/events';
import { isWanted, type Filters } from '../../../nodes/Komo/filters';
import { parseSubmissions } from '../../../nodes/Komo/submission';
import { samples } from '../../data/komo-samples.json';

const passes = (body: object, filters: Partial<Filters>) =>
	isWanted(parseSubmissions({ ...body }).submissions[0], {
		events: ['*'],
		otherEvents: [],
		siteIds: [],
		cardIds: [],
		cardTypes: [],
		...filters,
	});

describe('events', () => {
	it('offers every event that has a documented sample', () => {
		const offered = KOMO_EVENTS.map(({ value }) => value);
		expect(samples.map(({ event }) => event).filter((event) => !offered.includes(event))).toEqual(
			[],
		);
	});

	it.each(KOMO_EVENTS.map(({ value }) => value))(
		'%s passes when chosen, and only then',
		(event) => {
			const others = KOMO_EVENTS.map(({ value }) => value).filter((value) => value !== event);
			expect(passes({ event }, { events: [event] })).toBe(true);
			expect(passes({ event }, { events: ['*'] })).toBe(true);
			expect(passes({ event }, { events: [...others, 'workflow', 'other'] })).toBe(false);
			expect(passes({ event }, { events: [] })).toBe(false);
		},
	);

	it.each<[string, object, string[], string[], boolean]>([
		['a body without event', {}, ['workflow'], [], true],
		['a body without event', {}, ['CompetitionEntrySuccess', 'other'], [], false],
		['an unknown event', { event: 'CouponViewed' }, ['workflow'], [], false],
		['an unknown event, any other', { event: 'CouponViewed' }, ['other'], [], true],
		['an unknown event, named', { event: 'CouponViewed' }, ['other'], ['couponviewed'], true],
		['an unknown event, another named', { event: 'CouponViewed' }, ['other'], ['Gift'], false],
		['a known event, named', { event: 'CardViewed' }, ['other'], ['CardViewed'], true],
		['an unknown event from an expression', { event: 'CouponViewed' }, ['CouponViewed'], [], true],
		['an event called workflow', { event: 'workflow' }, ['workflow'], [], false],
		['an event called other', { event: 'other' }, ['other'], ['Gift'], false],
		['names without "other"', { event: 'CouponViewed' }, ['CardViewed'], ['CouponViewed'], false],
	])('%s %j with %j %j: %s', (_, body, events, otherEvents, expected) => {
		expect(passes(body, { events, otherEvents })).toBe(expected);
	});
});

describe('sites and cards', () => {
	const body = { site_id: 'S1', card_id: 'C1', card_type: 'Quiz' };

	it.each<[Partial<Filters>, boolean]>([
		[{ siteIds: ['s1', 'S2'] }, true],
		[{ siteIds: ['S2'] }, false],
		[{ cardIds: ['C1'] }, true],
		[{ cardIds: ['C2'] }, false],
		[{ cardTypes: ['quiz'] }, true],
		[{ cardTypes: ['Trivia'] }, false],
		[{ siteIds: ['S1'], cardIds: ['C1'], cardTypes: ['Quiz'] }, true],
		[{ siteIds: ['S1'], cardIds: ['C2'], cardTypes: ['Quiz'] }, false],
	])('%j lets the card pass: %s', (filters, expected) => {
		expect(passes(body, filters)).toBe(expected);
	});

	it('keep out what has no such id', () => {
		expect(passes({}, { siteIds: ['S1'] })).toBe(false);
		expect(passes({ site_id: null }, { siteIds: ['S1'] })).toBe(false);
		expect(passes({}, { siteIds: ['undefined'] })).toBe(false);
	});
});
