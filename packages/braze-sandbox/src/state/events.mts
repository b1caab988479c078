import { parseTime } from './dates.mts';
import { schemaProblem } from './ecommerce.mts';
import { identifierProblem, findOrCreate } from './lookup.mts';
import { problem, type Problem } from './problems.mts';
import { tally } from './tally.mts';
import { isObject, isText, isEmail, jsonBytes } from './values.mts';
import type { Json } from '../types.mts';
import type { Workspace } from './workspace.mts';

/** Bytes of an event's properties (event object page). */
const MAX_PROPERTIES = 102_400;
const MAX_KEY = 255;
const MAX_TEXT = 255;

const RESERVED = ['time', 'event_name'];

const isTooLong = (value: unknown) => typeof value === 'string' && value.length > MAX_TEXT;

/**
 * What Braze refuses in the properties of an event or a purchase. Not documented: that a key that
 * starts with `$` or is too long, or a text over 255 characters, is an error rather than dropped.
 */
export function propertiesProblem(
	properties: unknown,
	{ reserved, maxBytes }: { reserved: string[]; maxBytes: number },
): Problem | null {
	if (properties === undefined || properties === null) return null;
	if (!isObject(properties)) return problem('badProperties');
	const isBad = Object.entries(properties).some(
		([key, value]) =>
			key === '' ||
			key.length > MAX_KEY ||
			key.startsWith('$') ||
			reserved.includes(key) ||
			isTooLong(value),
	);
	return isBad || jsonBytes(properties) > maxBytes ? problem('badProperties') : null;
}

/** The e-mail beside a primary identifier is no look-up, but it still has to be one. */
export function emailProblem({ email }: Json): Problem | null {
	return email === undefined || email === null || isEmail(email)
		? null
		: problem('EMAIL_BAD_FORMAT');
}

/** What makes Braze refuse an event (event object page). */
export function eventProblem(event: unknown, workspace: Workspace): Problem | null {
	if (!isObject(event)) return problem('notAnObject');
	const identifier = identifierProblem(event, workspace) ?? emailProblem(event);
	if (identifier) return identifier;
	// Not documented: a name over 255 characters is refused like none.
	if (!isText(event.name) || event.name.length > MAX_TEXT) return problem('noEventName');
	if (!parseTime(event.time, new Date())) return problem('noTime');
	return (
		propertiesProblem(event.properties, { reserved: RESERVED, maxBytes: MAX_PROPERTIES }) ??
		schemaProblem(event.name, event.properties ?? {})
	);
}

/**
 * Counts one event on its user's profile; properties are not kept there.
 *
 * @param event that `eventProblem` finds nothing wrong with
 */
export function applyEvent(event: Json, workspace: Workspace) {
	const name = String(event.name);
	workspace.events.add(name);
	// Update-only is always true for an event with an alias (event object page).
	const profile = findOrCreate(event, workspace, { aliasCreates: false });
	const time = parseTime(event.time, new Date());
	if (!profile || !time) return;
	tally(profile.events, name, time, 1);
	workspace.profiles.touch(profile);
}
