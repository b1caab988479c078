import { parseDate, parseTime } from './dates.mts';
import { schemaProblem } from './ecommerce.mts';
import { identifierProblem, findOrCreate } from './lookup.mts';
import { problem, type Problem } from './problems.mts';
import { tally } from './tally.mts';
import { isList, isObject, isText, isEmail, jsonBytes } from './values.mts';
import type { Json } from '../types.mts';
import type { Workspace } from './workspace.mts';

/** braze(event): the properties of an event have at most 100 KB. */
const MAX_PROPERTIES = 102_400;
const MAX_KEY = 255;
const MAX_TEXT = 255;

const RESERVED = ['time', 'event_name'];

/** inferred: which texts in a list of properties count as datetimes: those that would be one as an attribute. */
const isDatetime = (value: unknown) => parseDate(value) !== null;

const isTooLong = (value: unknown) => typeof value === 'string' && value.length > MAX_TEXT;

/**
 * What Braze refuses in the properties of an event or a purchase.
 *
 * braze(event): properties have no reserved keys; names of 1 to 255 characters that don't begin with
 *   `$`; texts of at most 255; lists without datetimes.
 * ours: that bad properties are an error rather than dropped (of reserved keys the page says so).
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
			isTooLong(value) ||
			(isList(value) && value.some(isDatetime)),
	);
	return isBad || jsonBytes(properties) > maxBytes ? problem('badProperties') : null;
}

/** The e-mail beside a primary identifier is no look-up, but it still has to be one. */
export function emailProblem({ email }: Json): Problem | null {
	return email === undefined || email === null || isEmail(email)
		? null
		: problem('EMAIL_BAD_FORMAT');
}

/**
 * What makes Braze refuse an event.
 *
 * braze(event): an event needs an identifier, a name and a time.
 * ours: an event with a name over 255 characters is refused like none.
 */
export function* eventProblems(event: unknown, workspace: Workspace): Generator<Problem> {
	if (!isObject(event)) {
		yield problem('notAnObject');
		return;
	}
	const identifier = identifierProblem(event, workspace) ?? emailProblem(event);
	if (identifier) yield identifier;
	const name = isText(event.name) && event.name.length <= MAX_TEXT ? event.name : null;
	if (name === null) yield problem('noEventName');
	if (!parseTime(event.time, workspace.clock.date())) yield problem('noTime');
	const rule = { reserved: RESERVED, maxBytes: MAX_PROPERTIES };
	const properties = propertiesProblem(event.properties, rule);
	if (properties) yield properties;
	if (name === null || properties) return;
	const schema = schemaProblem(name, event.properties ?? {});
	if (schema) yield { ...schema, isWarning: workspace.settings.ecommerceErrors === 'warn' };
}

/**
 * Counts one event on its user's profile; properties are not kept there.
 *
 * @param event that `eventProblems` finds nothing wrong with
 */
export function applyEvent(event: Json, workspace: Workspace) {
	const name = String(event.name);
	workspace.events.add(name);
	const profile = findOrCreate(event, workspace, { aliasCreates: false });
	const time = parseTime(event.time, workspace.clock.date());
	if (!profile || !time) return;
	tally(profile.events, name, time, 1);
	workspace.profiles.touch(profile);
}
