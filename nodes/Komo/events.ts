import type { StartingPoint } from '../receiving/properties';

/** A kind of webhook that Komo documents. */
interface KomoEvent {
	/** The value of the body's `event` key. */
	value: string;
	/** Its name in the editor. */
	name: string;
	/** When Komo sends it. */
	description: string;
}

/**
 * The events that Komo documents by name, sorted by label.
 * Sources: developers.komo.tech/webhook-events (form, site, cards, prize, coupon) and, for the five
 * marked as older, developers.komo.tech/events/cards.
 */
export const KOMO_EVENTS: readonly KomoEvent[] = [
	{
		name: 'Card Cover Clicked',
		value: 'CardCoverClicked',
		description: 'Sent when someone clicks the cover of a card',
	},
	{
		name: 'Card Viewed',
		value: 'CardViewed',
		description: 'Sent when someone views a card',
	},
	{
		name: 'Coupon Issued',
		value: 'CouponIssued',
		description: 'Sent when someone is issued a coupon. Includes the offer and the code.',
	},
	{
		name: 'Form Submitted',
		value: 'CompetitionEntrySuccess',
		description:
			'Sent when someone submits a form at the start or end of a card. Includes the answers.',
	},
	{
		name: 'Instant Win Started',
		value: 'InstantWinStarted',
		description: 'Sent when someone starts a Watch to Win card (older event)',
	},
	{
		name: 'Predictor Started',
		value: 'PredictiveStarted',
		description: 'Sent when someone starts a live predictor (older event)',
	},
	{
		name: 'Prize Awarded',
		value: 'PrizeAwarded',
		description: 'Sent when someone is awarded a prize for a form entry. Includes the prize.',
	},
	{
		name: 'Quiz Started',
		value: 'QuizStarted',
		description: 'Sent when someone starts a quiz, poll or personality test (older event)',
	},
	{
		name: 'Scratch and Win Started',
		value: 'ScratchAndWinStarted',
		description: 'Sent when someone starts a Scratch and Win card (older event)',
	},
	{
		name: 'Signed Up',
		value: 'SignUpSuccess',
		description: 'Sent when someone signs up to a site. Includes the answers.',
	},
	{
		name: 'Site Viewed',
		value: 'SiteViewed',
		description: 'Sent when someone views a site',
	},
	{
		name: 'Trivia Started',
		value: 'TriviaGameplayStarted',
		description: 'Sent when someone starts a live trivia game (older event)',
	},
];

/** Choices of the `events` parameter that are not event names. */
export const ALL_EVENTS = '*';
export const OTHER_EVENTS = 'other';
export const WORKFLOW_REQUESTS = 'workflow';

/** The choices of the `events` parameter. */
export const eventChoices: KomoEvent[] = [
	{
		name: 'All Events',
		value: ALL_EVENTS,
		description: 'Everything that is sent to the webhook URL',
	},
	...KOMO_EVENTS,
	{
		name: 'Other Events',
		value: OTHER_EVENTS,
		description: 'Events that are not in this list, selected by name',
	},
	{
		name: 'Workflow Request',
		value: WORKFLOW_REQUESTS,
		description:
			'Sent by the HTTP Request step of a Komo workflow, with the body that you wrote there',
	},
];

const DOCUMENTED = new Map(KOMO_EVENTS.map((event) => [event.value.toLowerCase(), event]));

/**
 * The documented event with this name, if there is one.
 *
 * @param name the value of a body's `event` key, in any case
 */
export const documentedEvent = (name: string): KomoEvent | undefined =>
	DOCUMENTED.get(name.toLowerCase());

/**
 * The actions in n8n's list of nodes: a few choices in everyday words. Each includes Workflow Requests, since
 * that is what the HTTP Request step in the panel sends.
 */
export const STARTING_POINTS: readonly StartingPoint[] = [
	{
		name: 'Form Submitted',
		action: 'On form submitted',
		description: 'When someone submits a form, or a Komo workflow sends one',
		values: ['CompetitionEntrySuccess', WORKFLOW_REQUESTS],
	},
	{
		name: 'Signed Up',
		action: 'On sign-up',
		description: 'When someone signs up to a site, or a Komo workflow sends a contact',
		values: ['SignUpSuccess', WORKFLOW_REQUESTS],
	},
	{
		name: 'Prize or Coupon Won',
		action: 'On prize or coupon won',
		description: 'When someone wins a prize or is issued a coupon, or a Komo workflow sends one',
		values: ['PrizeAwarded', 'CouponIssued', WORKFLOW_REQUESTS],
	},
	{
		name: 'Anything',
		action: 'On anything from Komo',
		description: 'When anything is sent to the webhook URL',
		values: [ALL_EVENTS],
	},
];
