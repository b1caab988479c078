import type { IDataObject } from 'n8n-workflow';

import { fitEcommerceEvent, isEcommerceEvent } from './ecommerce';
import { ItemError, named, type Problems, rename } from './itemError';
import { MissingPart } from './missingPart';
import { checkNumber } from './numbers';
import { isNoName } from './placeholder';
import type { PropertyRules } from './properties';
import { checkEventText } from './text';

/** Source: https://www.braze.com/docs/api/objects_filters/event_object/ */
export const EVENT_PROPERTIES: PropertyRules = {
	reserved: new Set(['time', 'event_name']),
	bytes: 102_400,
};

/** An event that Braze takes only as a whole is sent without what is wrong deep inside. */
const WHOLE_EVENT_PROPERTIES: PropertyRules = { ...EVENT_PROPERTIES, keepsRest: true };

/** The rules for the properties of the event with this name. */
export function propertyRulesOf(name: string): PropertyRules {
	return isEcommerceEvent(name) ? WHOLE_EVENT_PROPERTIES : EVENT_PROPERTIES;
}

/**
 * An event's name, without blanks around it, as Braze stores it.
 *
 * @returns undefined for an empty name: the item has no event
 * @throws ItemError
 */
export function checkEventName(value: unknown): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (value instanceof MissingPart) throw new ItemError(`Event Name ${value.problem}`);
	if (typeof value === 'number') return String(named('Event Name ', () => checkNumber(value)));
	if (typeof value !== 'string' || isNoName(value)) {
		throw new ItemError('Event Name must be text.', { value });
	}
	const name = check('Event Name ', value, checkEventText);
	if (name.startsWith('$')) {
		throw new ItemError('Event Name starts with $, which Braze does not accept. Rename it.', {
			value,
		});
	}
	return name === '' ? undefined : name;
}

function check(label: string, value: string, rule: (value: string) => string): string {
	try {
		return rule(value);
	} catch (error) {
		return rename(label, error, { value });
	}
}

/** An event without its user; name, time and properties have each been checked. */
interface EventData {
	name: string;
	time: string;
	properties?: IDataObject;
}

/**
 * Fits the parts of an event together.
 *
 * @param problems collects remarks on an event that is sent
 * @returns the object that Braze takes, without its user
 * @throws ItemError
 */
export function checkEvent(
	{ name, time, properties }: EventData,
	problems?: Problems,
): IDataObject {
	const fitted = fitEcommerceEvent(name, properties, problems);
	return { name, time, ...(fitted !== undefined && { properties: fitted }) };
}
