import type { Advice } from '../batch/plan';
import { SETTABLE_ATTRIBUTES } from '../model/attributes';
import type { UserChange } from './combine';

/**
 * Text that Braze stores as a date, with the month first, where most countries write the day first.
 * Source: https://www.braze.com/docs/api/objects_filters/user_attributes_object/ ("Custom attribute
 * data types")
 */
const READ_AS_DATE = /^\s*\d{1,2}([/-])\d{1,2}\1\d{2}(?:\d{2})?(?:[ T].*)?$/;

/** Advice about the attributes that a run sets. */
export function adviceOn(changes: readonly UserChange[]): Advice[] {
	const dates = new Map<string, number>();
	let emailsAlone = 0;
	for (const { user, attributes } of changes) {
		if (attributes === undefined) continue;
		for (const name in attributes) {
			if (isReadAsDate(attributes[name]) && !SETTABLE_ATTRIBUTES.has(name)) {
				dates.set(name, (dates.get(name) ?? 0) + 1);
			}
		}
		const { email, email_subscribe: state } = attributes;
		if (typeof email === 'string' && state === undefined && user.by !== 'email') emailsAlone++;
	}
	const advice: Advice[] = [];
	if (dates.size > 0) {
		advice.push({
			fields: dates,
			text: 'Braze stores text such as 03/04/2026 as a date, with the month first. If a date is meant, send it in ISO 8601, with an expression such as {{ DateTime.fromFormat($json.date, "dd/MM/yyyy").toISODate() }}.',
		});
	}
	if (emailsAlone > 0) {
		advice.push({
			fields: new Map([['email', emailsAlone]]),
			text: 'if the address is new for a person, Braze may change the subscription state with it. To decide the state yourself, map email_subscribe as well.',
		});
	}
	return advice;
}

/** A quick check: most texts begin with a letter, and surrounding blanks are gone. */
const NINE = '9'.charCodeAt(0);

/** Whether Braze would read a text, or an element of a list, as a date. */
function isReadAsDate(value: unknown): boolean {
	if (typeof value === 'string') return value.charCodeAt(0) <= NINE && READ_AS_DATE.test(value);
	return Array.isArray(value) && value.some((one) => typeof one === 'string' && isReadAsDate(one));
}
