import type { Json } from '../types.mts';
import { isEmail } from './contacts.mts';
import { parseDate, parseTime } from './dates.mts';
import { schemaProblems } from './ecommerce.mts';
import { findOrCreate, identifierProblem } from './lookup.mts';
import { storedName } from './names.mts';
import { type Problem, problem } from './problems.mts';
import type { Settings } from './settings.mts';
import { tally } from './tally.mts';
import { isList, isObject, isText, jsonBytes } from './values.mts';
import type { Workspace } from './workspace.mts';

/** braze(event): the properties of an event have at most 100 KB. */
const MAX_PROPERTIES = 102_400;
const MAX_KEY = 255;
const MAX_TEXT = 255;

/** braze(properties): the first 256 properties are captured, and no more. */
const MAX_COUNT = 256;

const RESERVED = ['time', 'event_name'];

/** inferred: which texts in a list of properties count as datetimes: those that would be one as an attribute. */
const isDatetime = (value: unknown) => parseDate(value) !== null;

const isTooLong = (value: unknown, { longTexts }: Settings) =>
	longTexts === 'refuse' && typeof value === 'string' && value.length > MAX_TEXT;

/**
 * What Braze refuses in the properties of an event or a purchase.
 *
 * braze(event): properties have no reserved keys; names of 1 to 255 characters that don't begin with
 *   `$`; texts of at most 255; lists without datetimes.
 * braze(properties): reserved keys are an error.
 * ours: that other bad properties are an error rather than dropped.
 */
export function propertiesProblem(
	properties: unknown,
	{ reserved, maxBytes, settings }: { reserved: string[]; maxBytes: number; settings: Settings },
): Problem | null {
	if (properties === undefined || properties === null) return null;
	if (!isObject(properties)) return problem('badProperties');
	const captured = Object.entries(properties).slice(0, MAX_COUNT);
	const isBad = captured.some(
		([key, value]) =>
			key === '' ||
			key.length > MAX_KEY ||
			key.startsWith('$') ||
			reserved.includes(key) ||
			isTooLong(value, settings) ||
			(isList(value) && value.some(isDatetime)),
	);
	if (!isBad && jsonBytes(properties) <= maxBytes) return null;
	return { ...problem('badProperties'), isWarning: settings.badProperties === 'leaveOut' };
}

/** An email beside a primary identifier isn't looked up, but it still has to be valid. */
export function emailProblem({ email }: Json): Problem | null {
	return email === undefined || email === null || isEmail(email)
		? null
		: problem('EMAIL_BAD_FORMAT');
}

/**
 * What makes Braze refuse an event.
 *
 * braze(event): an event needs an identifier, a name and a time.
 * ours: an event whose name begins with `$` is taken.
 */
export function* eventProblems(event: unknown, workspace: Workspace): Generator<Problem> {
	if (!isObject(event)) {
		yield problem('notAnObject');
		return;
	}
	const identifier = identifierProblem(event, workspace) ?? emailProblem(event);
	if (identifier) yield identifier;
	const name = isText(event.name) ? storedName(event.name) : null;
	if (name === null) yield problem('noEventName');
	if (!parseTime(event.time, workspace.clock.date())) yield problem('noTime');
	const { settings } = workspace;
	const rule = { reserved: RESERVED, maxBytes: MAX_PROPERTIES, settings };
	const properties = propertiesProblem(event.properties, rule);
	if (properties) yield properties;
	if (name === null || properties) return;
	for (const found of schemaProblems(name, event.properties ?? {}, settings)) {
		const { ecommerceErrors: rule } = settings;
		yield { ...found, isWarning: rule === 'warn', isDropped: rule.startsWith('drop') };
	}
}

/**
 * Counts one event on its user's profile, and keeps its properties for the page if it is the latest.
 *
 * @param event that `eventProblems` finds nothing wrong with
 */
export function applyEvent(event: Json, workspace: Workspace) {
	const name = storedName(String(event.name));
	if (!workspace.noteData('events', name)) return;
	const aliasCreates = workspace.settings.aliasEvents === 'create';
	const profile = findOrCreate(event, workspace, { aliasCreates });
	const time = parseTime(event.time, workspace.clock.date());
	if (!profile || !time) return;
	const counted = tally(profile.events, name, time, 1);
	if (counted.last === time && isObject(event.properties)) counted.properties = event.properties;
	workspace.profiles.touch(profile);
}
