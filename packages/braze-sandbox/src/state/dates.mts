const ISO =
	/^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.:,](\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/;
const MONTH_FIRST = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/;
const WITH_WEEKDAY =
	/^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat) (\d{1,2}|[A-Z][a-z]{2}) (\d{1,2}) (\d{2}):(\d{2}):(\d{2})[. ]?(Z|UTC|GMT|[+-]\d{2}:?\d{2}) (\d{4})$/;
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** braze(data types): years up to 3000 are dates, later ones stay texts. */
const LAST_YEAR = 3000;

/** @returns minutes east of UTC; no zone is UTC */
function offsetMinutes(zone: string | undefined): number {
	if (!zone || !/^[+-]/.test(zone)) return 0;
	const digits = zone.replace(':', '');
	const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
	return digits.startsWith('-') ? -minutes : minutes;
}

/**
 * @param parts year, month (1 to 12), day, hour, minute, second, millisecond
 * @returns null for a day or a time that doesn't exist, or a year that is too late
 */
function build(
	[year, month, day, hour = 0, minute = 0, second = 0, ms = 0]: number[],
	zone: string | undefined,
): Date | null {
	if (hour > 23 || minute > 59 || second > 59 || year > LAST_YEAR) return null;
	const date = new Date(0);
	date.setUTCFullYear(year, month - 1, day);
	if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
	date.setUTCHours(hour, minute - offsetMinutes(zone), second, ms);
	return date;
}

/**
 * Reads a text the way Braze's custom attributes do.
 *
 * braze(attributes): texts in ISO 8601 or a listed format are dates; without a zone they are in UTC.
 *
 * @returns null when Braze would keep it as text
 */
export function parseDate(value: unknown): Date | null {
	if (typeof value !== 'string') return null;
	const iso = ISO.exec(value);
	if (iso) {
		const ms = iso[7] ? Number(iso[7].padEnd(3, '0').slice(0, 3)) : 0;
		return build(
			[...iso.slice(1, 7).map((part: string | undefined) => Number(part ?? 0)), ms],
			iso[8],
		);
	}
	const us = MONTH_FIRST.exec(value);
	if (us) return build([Number(us[3]), Number(us[1]), Number(us[2])], undefined);
	const long = WITH_WEEKDAY.exec(value);
	if (!long) return null;
	const month = /\d/.test(long[1]) ? Number(long[1]) : MONTHS.indexOf(long[1]) / 3 + 1;
	return build([Number(long[7]), month, ...long.slice(2, 6).map(Number)], long[6]);
}

/**
 * The time of an event or a purchase.
 *
 * braze(event): a time is in ISO 8601; a future time is taken as now.
 *
 * @returns null when it isn't a time
 */
export function parseTime(value: unknown, now: Date): Date | null {
	const date = typeof value === 'string' && ISO.test(value) ? parseDate(value) : null;
	return date && date > now ? now : date;
}
