import type { IDataObject } from 'n8n-workflow';

import { checkEcommerceEvent } from './ecommerce';
import { ItemError } from './itemError';
import { charactersOf, isLonger, TEXT_LENGTH } from './limits';
import type { PropertyRules } from './properties';

/** Source: https://www.braze.com/docs/api/objects_filters/event_object/ */
export const EVENT_PROPERTIES: PropertyRules = {
	reserved: new Set(['time', 'event_name']),
	bytes: 102_400,
};

/**
 * An event's name. Its page names no limit; property names and texts have this one.
 *
 * @throws ItemError
 */
export function checkEventName(name: unknown): string {
	if (typeof name !== 'string' || name.trim() === '') {
		throw new ItemError('Event Name is empty. Pick an event or type its name.');
	}
	if (isLonger(name, TEXT_LENGTH)) {
		throw new ItemError(
			`Event Name has ${charactersOf(name)} characters; Braze takes ${TEXT_LENGTH}.`,
		);
	}
	return name;
}

/** An event without its user; name, time and properties are checked each for itself. */
export interface EventData {
	name: string;
	time: string;
	properties?: IDataObject;
}

/**
 * Checks what the parts of an event must be together.
 *
 * @returns the object that Braze takes, without its user
 * @throws ItemError
 */
export function checkEvent({ name, time, properties }: EventData): IDataObject {
	checkEcommerceEvent(name, properties ?? {});
	return { name, time, ...(properties !== undefined && { properties }) };
}
