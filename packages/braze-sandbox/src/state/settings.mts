import { isObject } from './values.mts';

/** How the workspace answers where Braze's texts differ, leave something open, or name a contract. */
export interface Settings {
	/** braze(limits): 75 objects in all; under older contracts 75 for each array. */
	objectLimit: 'total' | 'perArray';
	/** Objects in one request of `/users/track`. ours: that there may be fewer than 75. */
	maxObjects: number;
	/** Bytes of a request's body. ours: that it may be fewer than Braze's 4 MB. */
	maxBodyBytes: number;
	/**
	 * What `errors[].type` of `/users/track` holds.
	 *
	 * braze(track): a code.
	 * inferred: integrators saw sentences.
	 */
	errorStyle: 'codes' | 'sentences';
	/** ours: whether the first thing wrong with an object is named, or each in an error of its own. */
	errorsPerObject: 'first' | 'all';
	/**
	 * Errors of the recipients of a campaign or Canvas.
	 *
	 * braze(errors): `errors` may hold plain sentences.
	 * ours: `indexed`, which puts `recipients[1]: ` before each, for tests.
	 */
	recipientErrors: 'plain' | 'indexed';
	/**
	 * A null inside an object or an element of a list of objects.
	 *
	 * inferred: it drops the whole update without an error, as one badly formed value does; `removes`
	 *   takes it as a wish to remove the key.
	 */
	nestedNull: 'drops' | 'removes';
	/**
	 * An eCommerce event that does not fit its schema.
	 *
	 * inferred: integrators treat the error as a warning: the event is taken. `refuse` drops it.
	 */
	ecommerceErrors: 'warn' | 'refuse';
	/** ours: whether e-mails that differ in case, and phones that differ in form, are the same. */
	contactMatching: 'exact' | 'loose';
	/**
	 * braze(delete): one list in a request, by the text. Its example has several: false takes it.
	 */
	oneDeleteList: boolean;
	/**
	 * braze(export): of `device_id`, `email_address` and `phone` a request has one, by the text. The
	 *   example in Braze's collection has all: false takes it.
	 */
	oneContactPerExport: boolean;
	/** braze(export): `fields_to_export` is required of customers since August 2024. */
	fieldsToExport: 'required' | 'optional';
	/** ours: an entry of a subscription change with several kinds of users is applied, or refused. */
	mixedSubscriptionEntries: 'apply' | 'refuse';
	/**
	 * What `attributes_processed` counts.
	 *
	 * braze(track): external IDs with attributes that are queued.
	 * inferred: users by any identifier, which is `users`; `externalIds` takes the text literally.
	 */
	attributesProcessed: 'users' | 'externalIds' | 'objects';
	/**
	 * braze(purchases): new customers have no purchases any more.
	 * ours: the text for each that they send.
	 */
	purchases: 'accepted' | 'refused';
	/**
	 * braze(limits): the reset is in epoch seconds.
	 * braze(track): it is the seconds left; under MAU contracts a 429 has another header instead.
	 */
	rateLimitStyle: 'epoch' | 'seconds' | 'mau';
	/** One limit for everything, in place of the documented ones. */
	rateLimit: { limit: number; windowSeconds: number; enforce: boolean };
	/** Keeps the documented limit of each endpoint. */
	endpointLimits: boolean;
	/** braze(errors): both are listed for a key without the permission. */
	missingPermission: 401 | 403;
	/** braze(track): external IDs can be blocked. */
	blockedExternalIds: string[];
}

export function defaultSettings(): Settings {
	return {
		objectLimit: 'total',
		maxObjects: 75,
		maxBodyBytes: 4 * 1024 * 1024,
		errorStyle: 'sentences',
		errorsPerObject: 'first',
		recipientErrors: 'plain',
		nestedNull: 'drops',
		ecommerceErrors: 'warn',
		contactMatching: 'exact',
		oneDeleteList: false,
		oneContactPerExport: false,
		fieldsToExport: 'required',
		mixedSubscriptionEntries: 'apply',
		attributesProcessed: 'users',
		purchases: 'accepted',
		rateLimitStyle: 'epoch',
		rateLimit: { limit: 250_000, windowSeconds: 3_600, enforce: false },
		endpointLimits: false,
		missingPermission: 403,
		blockedExternalIds: [],
	};
}

const oneOf = (...allowed: unknown[]) => ({
	allowed: allowed.map((value) => JSON.stringify(value)).join(', '),
	check: (value: unknown) => allowed.includes(value),
});

const atMost = (max: number) => ({
	allowed: `a whole number from 1 to ${max}`,
	check: (value: unknown) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= max,
});

const VALUES: Record<keyof Settings, { allowed: string; check: (value: unknown) => boolean }> = {
	objectLimit: oneOf('total', 'perArray'),
	maxObjects: atMost(75),
	maxBodyBytes: atMost(4 * 1024 * 1024),
	errorStyle: oneOf('codes', 'sentences'),
	errorsPerObject: oneOf('first', 'all'),
	recipientErrors: oneOf('plain', 'indexed'),
	nestedNull: oneOf('drops', 'removes'),
	ecommerceErrors: oneOf('warn', 'refuse'),
	contactMatching: oneOf('exact', 'loose'),
	oneDeleteList: oneOf(true, false),
	oneContactPerExport: oneOf(true, false),
	fieldsToExport: oneOf('required', 'optional'),
	mixedSubscriptionEntries: oneOf('apply', 'refuse'),
	attributesProcessed: oneOf('users', 'externalIds', 'objects'),
	purchases: oneOf('accepted', 'refused'),
	rateLimitStyle: oneOf('epoch', 'seconds', 'mau'),
	rateLimit: { allowed: 'an object with limit, windowSeconds and enforce', check: isObject },
	endpointLimits: oneOf(true, false),
	missingPermission: oneOf(401, 403),
	blockedExternalIds: { allowed: 'a list of texts', check: Array.isArray },
};

/**
 * Changes some settings.
 *
 * @throws {TypeError} naming the setting that is wrong; then none is changed
 */
export function applySettings(settings: Settings, changes: unknown): void {
	if (!isObject(changes)) throw new TypeError("'settings' must be an object");
	for (const [name, value] of Object.entries(changes)) {
		if (!Object.hasOwn(VALUES, name)) {
			throw new TypeError(`'${name}' is no setting; there are ${Object.keys(VALUES).join(', ')}`);
		}
		const { allowed, check } = VALUES[name as keyof Settings];
		if (!check(value)) throw new TypeError(`the setting '${name}' takes ${allowed}`);
	}
	const rateLimit = isObject(changes.rateLimit)
		? { ...settings.rateLimit, ...changes.rateLimit }
		: settings.rateLimit;
	Object.assign(settings, changes, { rateLimit });
}
