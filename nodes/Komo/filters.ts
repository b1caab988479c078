import { ALL_EVENTS, documentedEvent, OTHER_EVENTS, WORKFLOW_REQUESTS } from './events';
import type { Submission } from './submission';

/** What the user chose. An empty list filters nothing, except for `events`. */
export interface Filters {
	/** Choices of the `events` parameter. */
	events: string[];
	/** With the choice `other`, names of events; none means all that Komo doesn't document. */
	otherEvents: string[];
	siteIds: string[];
	cardIds: string[];
	cardTypes: string[];
}

/** Choices that are not event names, even if an event should ever have such a name. */
const SPECIAL = new Set([ALL_EVENTS, OTHER_EVENTS, WORKFLOW_REQUESTS]);

/** Keys of the body that the user can filter by, and their names in the editor. */
const FIELDS = [
	['site_id', 'siteIds', 'Site IDs'],
	['card_id', 'cardIds', 'Card IDs'],
	['card_type', 'cardTypes', 'Card Types'],
] as const;

/** IDs, types and names are compared regardless of case. */
const isOneOf = (text: string, wanted: string[]): boolean =>
	wanted.some((one) => one.toLowerCase() === text.toLowerCase());

/** Why the event of a submission isn't chosen, or undefined. */
function whyNotChosen(event: string | undefined, filters: Filters): string | undefined {
	const { events, otherEvents } = filters;
	if (events.includes(ALL_EVENTS)) return undefined;
	if (event === undefined) {
		return events.includes(WORKFLOW_REQUESTS)
			? undefined
			: 'The body has no event. To receive it, add "Workflow Request" to Events.';
	}
	const names = events.filter((name) => !SPECIAL.has(name));
	if (isOneOf(event, names)) return undefined;
	const documented = documentedEvent(event);
	if (events.includes(OTHER_EVENTS)) {
		const isOther = otherEvents.length === 0 ? !documented : isOneOf(event, otherEvents);
		if (isOther) return undefined;
	}
	if (documented) {
		return `The event ${documented.value} is not selected. To receive it, add "${documented.name}" to Events.`;
	}
	// An undocumented event can have any name, so it is not repeated.
	return events.includes(OTHER_EVENTS)
		? 'The event is not selected. To receive it, add its name to Other Event Names.'
		: 'The event is not selected. To receive it, add "Other Events" to Events.';
}

/**
 * Why a submission does not start the workflow: a sentence for the sender that repeats nothing from the body.
 *
 * @returns undefined if it passes every filter
 */
export function whyIgnored(submission: Submission, filters: Filters): string | undefined {
	const reason = whyNotChosen(submission.event, filters);
	if (reason !== undefined) return reason;
	for (const [key, filter, label] of FIELDS) {
		if (filters[filter].length === 0) continue;
		const value = Object.hasOwn(submission.body, key) ? submission.body[key] : undefined;
		const isText = typeof value === 'string' || typeof value === 'number';
		if (!isText || !isOneOf(String(value), filters[filter])) {
			return `The ${key} is not among the ${label} of the trigger.`;
		}
	}
	return undefined;
}
