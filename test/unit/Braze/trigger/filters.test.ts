import { eventChoices, eventName } from '../../../../nodes/Braze/trigger/events';
import { type Filters, whyIgnored } from '../../../../nodes/Braze/trigger/filters';
import type { Received, Source } from '../../../../nodes/Braze/trigger/sources';
import { click, exported, sent, written } from './support/samples';

const ALL: Source[] = ['currents', 'webhook', 'transactional', 'export'];
const BODIES = { currents: click, webhook: written, transactional: sent, export: exported };

const filtersWith = (some: Partial<Filters> = {}): Filters => ({
	sources: new Set(ALL),
	events: new Set(['*']),
	campaignIds: new Set(),
	canvasIds: new Set(),
	ignoreBotClicks: false,
	ignoreMachineOpens: false,
	...some,
});
const why = (received: Received, some?: Partial<Filters>) =>
	whyIgnored(received, filtersWith(some));
const event = (body: object): Received => ({ source: 'currents', body: { ...click, ...body } });
const withProperties = (properties: object) =>
	event({ properties: { ...click.properties, ...properties } });

describe.each(ALL)('%s', (source) => {
	const received: Received = { source, body: BODIES[source] };

	it('passes when it is selected', () => {
		expect(why(received)).toBeUndefined();
		expect(why(received, { sources: new Set([source]) })).toBeUndefined();
	});

	it('is ignored when it is not, with what to do', () => {
		const others = new Set(ALL.filter((one) => one !== source));
		expect(why(received, { sources: others })).toMatch(
			/^The source is not selected\. To receive it, add "[A-Z][\w ]+" to Sources\.$/,
		);
	});
});

describe('events', () => {
	const of = (...events: string[]) => ({ events: new Set(events) });

	it('pass when they are selected', () => {
		expect(why(event({}), of(click.event_type))).toBeUndefined();
		expect(why(event({}), of('users.messages.email.Open'))).toBe(
			'The event is not selected. To receive it, add "Email Clicked" to Events.',
		);
	});

	it.each([['users.messages.telepathy.Send'], [undefined], [7], ['*'], ['other']])(
		'that nobody knows (%j) pass as any, or as other ones',
		(type) => {
			const received = event({ event_type: type });
			expect(why(received, of('*'))).toBeUndefined();
			expect(why(received, of('other'))).toBeUndefined();
			expect(why(received, of(click.event_type))).toBe(
				'The event is not selected. To receive it, add "Other Events" to Events.',
			);
		},
	);

	it('that are known are no other ones', () => {
		expect(why(event({}), of('other'))).toContain('"Email Clicked"');
	});

	it('concern Currents alone', () => {
		expect(why({ source: 'webhook', body: written }, of('none'))).toBeUndefined();
	});
});

describe('campaigns and Canvases', () => {
	const campaign = { campaignIds: new Set(['c-1']) };
	const canvas = { canvasIds: new Set(['v-1']) };
	const reason =
		'It is from none of the campaigns and Canvases in the options Campaign IDs and Canvas IDs.';

	it.each<[Received]>([
		[event({})],
		[withProperties({ campaign_id: 'C-1' })],
		[{ source: 'webhook', body: { campaign_id: 'c-1' } }],
		[{ source: 'transactional', body: { ...sent, metadata: { campaign_api_id: 'c-1' } } }],
	])('of a campaign that is wanted: %j', (received) => {
		expect(why(received, campaign)).toBeUndefined();
		expect(why(received, { ...campaign, ...canvas })).toBeUndefined();
		expect(why(received, canvas)).toBe(reason);
	});

	it('of a Canvas that is wanted', () => {
		const received = withProperties({ campaign_id: undefined, canvas_id: 'V-1' });
		expect(why(received, canvas)).toBeUndefined();
		expect(why(received, { ...campaign, ...canvas })).toBeUndefined();
		expect(why(received, campaign)).toBe(reason);
	});

	it.each<[Received]>([
		[event({ properties: undefined })],
		[event({ properties: 'none' })],
		[{ source: 'webhook', body: {} }],
		[{ source: 'webhook', body: { campaign_id: { toString: 'c-1' } } }],
		[withProperties({ campaign_id: [{ toString: null }], canvas_id: ['v-1'] })],
	])('of neither are not wanted then: %j', (received) => {
		expect(why(received)).toBeUndefined();
		expect(why(received, campaign)).toBe(reason);
	});

	it('concern no exports', () => {
		expect(why({ source: 'export', body: exported }, campaign)).toBeUndefined();
	});
});

describe('what machines did', () => {
	it.each([
		[{ is_suspected_bot_click: true }, true],
		[{ suspected_bot_click_reason: ['ip'] }, true],
		[{ suspected_bot_click_reason: 'user_agent' }, true],
		[{ is_suspected_bot_click: null, suspected_bot_click_reason: ['ip'] }, true],
		[{ is_suspected_bot_click: 'true' }, true],
		[{ is_suspected_bot_click: 'false' }, false],
		[{ suspected_bot_click_reason: '' }, false],
		[{ suspected_bot_click_reason: null }, false],
		[{ is_suspected_bot_click: false, suspected_bot_click_reason: [] }, false],
		[{ is_suspected_bot_click: null }, false],
	])('clicks with %j are of a bot: %s', (properties, isBot) => {
		const received = withProperties(properties);
		expect(why(received)).toBeUndefined();
		expect(why(received, { ignoreBotClicks: true })).toBe(
			isBot ? 'Braze suspects that a bot clicked.' : undefined,
		);
	});

	it.each([
		['true', true],
		['proxy', true],
		[true, true],
		['false', false],
		['', false],
		[null, false],
		[undefined, false],
		[false, false],
	])('opens with %j are of a machine: %s', (flag, isMachine) => {
		const received = withProperties({ machine_open: flag });
		expect(why(received)).toBeUndefined();
		expect(why(received, { ignoreMachineOpens: true })).toBe(
			isMachine ? 'A mail program opened the email, not a person.' : undefined,
		);
	});
});

describe('the list of events', () => {
	const types = eventChoices.map(({ value }) => value);

	it('names each type once, sorted by name', () => {
		expect(new Set(types).size).toBe(types.length);
		const names = eventChoices.slice(1, -1).map(({ name }) => name);
		const sorted = [...names].sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase()));
		expect(names).toEqual(sorted);
		expect(new Set(names).size).toBe(names.length);
	});

	it('speaks as people do', () => {
		expect(eventName('users.messages.email.Open')).toBe('Email Opened');
		expect(eventName('users.messages.email.Bounce')).toBe('Email Bounced');
		expect(eventName('users.messages.sms.InboundReceive')).toBe('SMS Received');
		expect(eventName('*')).toBeUndefined();
	});
});
