import type { IDataObject } from 'n8n-workflow';

import { toIsoDate } from '../mapping/convert';
import { ValueProblem } from './itemError';

/** Braze's second form beside ISO 8601. Source: event object, "time". */
const COLON_MILLISECONDS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}:\d{3}([+-]\d{2}:?\d{2}|Z)?$/;

/**
 * When an event or purchase happened: the mapped time, else the item's `timestamp` (Komo's field for
 * when the entry was made), else now. Braze takes a time in the future as now.
 *
 * @param mapped the user's value; empty for the default
 * @param now ISO 8601, the same for a whole execution
 * @throws ValueProblem for what is no date and time
 */
export function readTime(mapped: unknown, json: IDataObject, now: string): string {
	if (mapped === undefined || mapped === null || mapped === '') {
		const { timestamp } = json;
		return typeof timestamp === 'string' && isTime(timestamp) ? timestamp : now;
	}
	const text = toIsoDate(mapped) ?? (typeof mapped === 'string' ? mapped.trim() : '');
	if (!isTime(text)) {
		throw new ValueProblem('Time is not a date and time; give it as e.g. 2026-03-26T18:12:00Z.');
	}
	return text;
}

function isTime(text: string): boolean {
	return (
		(/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(Date.parse(text))) ||
		COLON_MILLISECONDS.test(text)
	);
}
