import { ALL_EVENTS, isDocumented, OTHER_EVENTS, WORKFLOW_REQUESTS } from './events';
import type { Submission } from './submission';

/** What a user picked; an empty list lets everything through, but for `events`. */
export interface Filters {
	/** Choices of the `events` parameter. */
	events: string[];
	/** With the choice `other`: names; none means all that Komo doesn't document. */
	otherEvents: string[];
	siteIds: string[];
	cardIds: string[];
	cardTypes: string[];
}

/** Choices that are no event names, should an event ever be called so. */
const SPECIAL = new Set([ALL_EVENTS, OTHER_EVENTS, WORKFLOW_REQUESTS]);

const sameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function isChosenEvent({ event }: Submission, { events, otherEvents }: Filters): boolean {
	if (events.includes(ALL_EVENTS)) return true;
	if (event === undefined) return events.includes(WORKFLOW_REQUESTS);
	if (events.some((name) => !SPECIAL.has(name) && sameText(name, event))) return true;
	if (!events.includes(OTHER_EVENTS)) return false;
	if (otherEvents.length === 0) return !isDocumented(event);
	return otherEvents.some((name) => sameText(name, event));
}

/** Whether a key of the body is one of the texts; ids and types are compared without regard to case. */
function isOneOf({ body }: Submission, key: string, wanted: string[]): boolean {
	if (wanted.length === 0) return true;
	const value = Object.hasOwn(body, key) ? body[key] : undefined;
	if (typeof value !== 'string' && typeof value !== 'number') return false;
	return wanted.some((text) => sameText(text, String(value)));
}

/** Whether a submission passes every filter, that is, whether it starts the workflow. */
export function isWanted(submission: Submission, filters: Filters): boolean {
	return (
		isChosenEvent(submission, filters) &&
		isOneOf(submission, 'site_id', filters.siteIds) &&
		isOneOf(submission, 'card_id', filters.cardIds) &&
		isOneOf(submission, 'card_type', filters.cardTypes)
	);
}
