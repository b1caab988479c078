import { setStateOfAddress } from '../state/emailState.mts';
import { isList, isObject, isText } from '../state/values.mts';
import type { Workspace } from '../state/workspace.mts';
import type { BrazeResponse, Json } from '../types.mts';
import type { Call, Endpoint } from '../types-http.mts';
import { bad } from './messages.mts';

const MAX_IDS = 50;
const PAGE = 100;
const MAX_PAGE = 500;

// ours: the responses to removals and blocklisting.
const SUCCESS: BrazeResponse = { status: 201, body: { message: 'success' } };

/** A time as in the lists: `2016-08-25 15:24:32 +0000`. */
const stamp = (date: Date) => `${date.toISOString().slice(0, 19).replace('T', ' ')} +0000`;

/** A page of a list, newest first by default, or what is wrong with the query. */
function page<T extends { at: Date }>(all: T[], query: URLSearchParams): T[] | string {
	const [limit, offset] = [Number(query.get('limit') ?? PAGE), Number(query.get('offset') ?? 0)];
	// ours: the text for an invalid limit or offset.
	if (!(limit >= 1 && limit <= MAX_PAGE)) return `'limit' must be from 1 to ${MAX_PAGE}`;
	if (!(offset >= 0)) return "'offset' must be a whole number";
	const isRising = query.get('sort_direction') === 'asc';
	const sorted = all.toSorted((one, other) =>
		isRising ? one.at.getTime() - other.at.getTime() : other.at.getTime() - one.at.getTime(),
	);
	return sorted.slice(offset, offset + limit);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Those between two days, each at midnight in UTC.
 *
 * @returns a text if something is wrong
 */
function within<T extends { at: Date }>(all: T[], query: URLSearchParams): T[] | string {
	const [start, end] = [query.get('start_date') ?? '', query.get('end_date') ?? ''];
	// ours: the text for invalid days.
	if (!DAY.test(start) || !DAY.test(end) || start >= end) {
		return "'start_date' and 'end_date' must be days (YYYY-MM-DD), in this order";
	}
	const [from, to] = [new Date(start), new Date(end)];
	return all.filter(({ at }) => at >= from && at <= to);
}

/**
 * `GET /email/hard_bounces` and `/email/unsubscribes`.
 *
 * braze(hard bounces): `end_date` with `email` or `start_date`; with `email` the dates are ignored;
 *   100 on a page, at most 500; newest first.
 */
const emails =
	(list: 'hardBounces' | 'unsubscribes', time: string) =>
	({ query, workspace }: Call): BrazeResponse => {
		const all = [...workspace[list]].map(([email, at]) => ({ email, at }));
		const email = query.get('email');
		// ours: the text for a request without an end date.
		if (!query.has('end_date')) return bad("'end_date' is required");
		const found = email === null ? within(all, query) : all.filter((one) => one.email === email);
		const shown = typeof found === 'string' ? found : page(found, query);
		if (typeof shown === 'string') return bad(shown);
		const rows = shown.map((one) => ({ email: one.email, [time]: stamp(one.at) }));
		return { status: 200, body: { emails: rows, message: 'success' } };
	};

/** The texts in a field of a body: one, or a list of up to 50; or what is wrong. */
function listed(body: unknown, names: string[]): string[] | string {
	const source: Json = isObject(body) ? body : {};
	const value = names.map((name) => source[name]).find((one) => one !== undefined);
	const list = (isList(value) ? value : [value]).filter(isText);
	// ours: the texts for a list that is empty or too long.
	if (list.length === 0) return `'${names[0]}' is required`;
	return list.length > MAX_IDS ? `'${names[0]}' can't have more than ${MAX_IDS} entries` : list;
}

/** Does something to each address or number of a request. */
const each =
	(names: string[], apply: (workspace: Workspace, value: string) => void) =>
	({ body, workspace }: Call): BrazeResponse => {
		const list = listed(body, names);
		if (typeof list === 'string') return bad(list);
		return {
			...SUCCESS,
			apply: () => {
				for (const value of list) apply(workspace, value);
			},
		};
	};

/** braze(blocklist emails): the user is unsubscribed, and the address marked as a hard bounce. */
function block(workspace: Workspace, address: string) {
	setStateOfAddress(workspace, address, 'unsubscribed');
	workspace.hardBounces.set(address, workspace.clock.date());
}

const digits = (phone: string) => phone.replace(/\D/g, '');

/** `GET /sms/invalid_phone_numbers`. braze(invalid phones): with numbers, the dates are ignored. */
function invalidPhones({ query, workspace }: Call): BrazeResponse {
	const all = [...workspace.invalidPhones].map(([phone, rest]) => ({ phone, ...rest }));
	const numbers = [...query.getAll('phone_numbers'), ...query.getAll('phone_numbers[]')];
	const found =
		numbers.length > 0 ? all.filter(({ phone }) => numbers.includes(phone)) : within(all, query);
	if (typeof found === 'string') return bad(found);
	const reason = query.get('reason');
	const shown = page(
		found.filter((one) => reason === null || one.reason === reason),
		query,
	);
	if (typeof shown === 'string') return bad(shown);
	const sms = shown.map(({ phone, at, reason: why }) => ({
		phone,
		invalid_detected_at: at.toISOString(),
		reason: why,
	}));
	return { status: 200, body: { sms, message: 'success' } };
}

function clearPhone({ invalidPhones: all }: Workspace, phone: string) {
	for (const known of [...all.keys()]) if (digits(known) === digits(phone)) all.delete(known);
}

const post = (path: string, permission: string, handle: Endpoint['handle']): Endpoint => ({
	method: 'POST',
	path,
	permission,
	handle,
});

export const hygiene: Endpoint[] = [
	{
		method: 'GET',
		path: '/email/hard_bounces',
		permission: 'email.hard_bounces',
		handle: emails('hardBounces', 'hard_bounced_at'),
	},
	{
		method: 'GET',
		path: '/email/unsubscribes',
		permission: 'email.unsubscribe',
		handle: emails('unsubscribes', 'unsubscribed_at'),
	},
	post(
		'/email/bounce/remove',
		'email.bounce.remove',
		each(['email'], ({ hardBounces }, address) => hardBounces.delete(address)),
	),
	post(
		'/email/spam/remove',
		'email.spam.remove',
		each(['email'], ({ spamReports }, address) => spamReports.delete(address)),
	),
	post('/email/blocklist', 'email.blacklist', each(['email'], block)),
	post('/email/blacklist', 'email.blacklist', each(['email'], block)),
	{
		method: 'GET',
		path: '/sms/invalid_phone_numbers',
		permission: 'sms.invalid_phone_numbers',
		handle: invalidPhones,
	},
	post(
		'/sms/invalid_phone_numbers/remove',
		'sms.invalid_phone_numbers.remove',
		// braze(remove invalid phones): `phone_number` by the table, `phone_numbers` by the example.
		each(['phone_numbers', 'phone_number'], clearPhone),
	),
];
