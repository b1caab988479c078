import type { IDataObject } from 'n8n-workflow';

import { fitEcommerceEvent } from './ecommerce';
import { ItemError, named } from './itemError';
import { charactersOf, isLonger, TEXT_LENGTH } from './limits';
import { checkNumber } from './numbers';
import type { PropertyRules } from './properties';

/** Source: https://www.braze.com/docs/api/objects_filters/event_object/ */
export const EVENT_PROPERTIES: PropertyRules = {
	reserved: new Set(['time', 'event_name']),
	bytes: 102_400,
};

/**
 * An event's name. Its page names no limit; property names and texts have this one.
 *
 * @returns undefined for an empty one, which means that there is no event
 * @throws ItemError
 */
export function checkEventName(value: unknown): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'number') return String(named('Event Name ', () => checkNumber(value)));
	if (typeof value !== 'string') throw new ItemError('Event Name must be text.', { value });
	if (value.trim() === '') return undefined;
	if (isLonger(value, TEXT_LENGTH)) {
		throw new ItemError(
			`Event Name has ${charactersOf(value)} characters, but Braze accepts only ${TEXT_LENGTH}.`,
			{ value },
		);
	}
	return value;
}

/** An event without its user; name, time and properties are checked each for itself. */
export interface EventData {
	name: string;
	time: string;
	properties?: IDataObject;
}

/**
 * Fits the parts of an event together.
 *
 * @returns the object that Braze takes, without its user
 * @throws ItemError
 */
export function checkEvent({ name, time, properties }: EventData): IDataObject {
	const fitted = fitEcommerceEvent(name, properties);
	return { name, time, ...(fitted !== undefined && { properties: fitted }) };
}
