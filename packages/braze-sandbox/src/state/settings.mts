/** How the workspace responds where Braze's texts differ, leave something open, or name a contract. */
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
	 * An eCommerce event that does not fit its schema; `errors` names it in any case.
	 *
	 * braze(recommended): it is dropped entirely, and the response is a success.
	 * inferred: it is not counted; `dropCounted` counts it, `refuse` responds as to any bad object, and
	 *   `warn` takes the event, as integrators supposed.
	 */
	ecommerceErrors: 'drop' | 'dropCounted' | 'refuse' | 'warn';
	/**
	 * Texts in eCommerce events.
	 *
	 * ours: any text will do; `strict` wants them filled, with at most 255 characters, and at least
	 *   one product, as Braze's Android SDK does.
	 */
	ecommerceTexts: 'any' | 'strict';
	/**
	 * An invalid address beside an external ID.
	 *
	 * inferred: it costs the whole object; `leaveOut` leaves the address out and names it, as CSV
	 *   imports do.
	 */
	badEmail: 'refuse' | 'leaveOut';
	/** ours: wrong properties cost their event or purchase, or are left out of it and named. */
	badProperties: 'refuse' | 'leaveOut';
	/**
	 * A value of another type than the dashboard forces.
	 *
	 * braze(managing): it is coerced where possible.
	 * braze(custom attributes): it is not accepted.
	 */
	forcedTypes: 'coerce' | 'ignore';
	/**
	 * Texts over 255 characters.
	 *
	 * braze(data types): a text has at most 255 characters, and a longer one is not taken.
	 * braze(analytics): a text is cut at 479 bytes, which is `cut`.
	 */
	longTexts: 'refuse' | 'cut';
	/** ours: outer spaces and newlines are removed from names only, or from texts as well. */
	trimmedTexts: boolean;
	/**
	 * Phone numbers without a `+`.
	 *
	 * braze(phones): ten digits are a US number.
	 * braze(whatsapp): all of them are, which is `us`.
	 * braze(analytics): non-digits are removed, and no country is named, which is `kept`.
	 */
	phoneWithoutPlus: 'us10' | 'us' | 'kept';
	/** ours: an export shows phone numbers as they are stored, or their digits. */
	exportedPhone: 'stored' | 'digits';
	/**
	 * The subscription state of a user whose email changes.
	 *
	 * braze(email subscriptions): it becomes `subscribed`, or that of another user with the address;
	 *   with the workspace setting about resubscribing, which is `resubscribes`, `subscribed` always.
	 * braze(email preferences): it stays unless that setting is on, which is `keeps`.
	 */
	changedEmail: 'subscribes' | 'resubscribes' | 'keeps';
	/**
	 * braze(encryption): with identifier encryption, a new email without `email_encrypted` costs the
	 *   whole update: the user is neither created nor updated.
	 */
	identifierEncryption: boolean;
	/** ours: a blocklisted attribute is hidden from exports, or shown with its old value. */
	blocklistedInExport: 'hidden' | 'shown';
	/** braze(event): events and purchases with an alias never create a user. ours: that they may. */
	aliasEvents: 'updateOnly' | 'create';
	/**
	 * Whether a user may get a campaign or enter a Canvas again.
	 *
	 * braze(re-eligibility): it is off by default, and can be turned on for each; `re_eligible` of a
	 *   campaign or Canvas takes precedence.
	 */
	reEligibility: boolean;
	/**
	 * Two users with one address in one request.
	 *
	 * braze(recipients): recipients are de-duplicated by address.
	 * braze(email faq): users with different IDs each get it, which is `twice`.
	 */
	sharedAddress: 'once' | 'twice';
	/** ours: a campaign that is paused or archived is silent, or has a `notice` as a Canvas does. */
	campaignNotice: boolean;
	/** braze(canvas): `subscription_groups` in a recipient's attributes are by default not applied. */
	canvasSubscriptionGroups: boolean;
	/** inferred: `canvas_entry_properties`, the older name of `context`, is still taken. */
	canvasEntryProperties: 'taken' | 'ignored';
	/** ours: names of `context` beyond letters, digits, `_` and 100 characters are taken, or refused. */
	contextNames: 'any' | 'strict';
	/**
	 * An audience without recipients.
	 *
	 * braze(audience): the example has `broadcast: false`.
	 * braze(campaign): `broadcast` must be true without recipients, which is `required`.
	 */
	audienceBroadcast: 'optional' | 'required';
	/**
	 * A transactional email whose `external_send_id` was used in the last 24 hours.
	 *
	 * ours: the response is the same as to the first one.
	 * braze(transactional): the text of the error, which is `error`.
	 */
	repeatedSend: 'same' | 'error';
	/** inferred: `deleted` counts users that don't exist, too; `found` doesn't. */
	deletedCounts: 'requested' | 'found';
	/**
	 * What `external_ids` in the response to a renaming lists.
	 *
	 * ours: the new IDs; `old` lists the old ones.
	 * inferred: recordings of real responses have objects with both.
	 */
	renamedIds: 'new' | 'old' | 'objects';
	/** ours: errors of renaming and removal are index and text, or the text alone. */
	idErrors: 'indexed' | 'texts';
	/**
	 * An alias to identify by an external ID that nobody has.
	 *
	 * braze(identify): the alias's user gets the ID.
	 * braze(identify object): it is an error of that entry, which is `error`.
	 */
	identifyUnknown: 'sets' | 'error';
	/**
	 * Several users with the email or phone to identify by.
	 *
	 * braze(identify): the example relies on `most_recently_updated`; by a note, such users are never
	 *   merged, which is `never`.
	 */
	identifyShared: 'prioritized' | 'never';
	/** ours: replacing a catalog item clears the fields that are left out, or keeps them. */
	replacedItems: 'clear' | 'keep';
	/** braze(catalogs): replacing items fails when the storage is full, or growing too quickly. */
	catalogStorage: 'free' | 'full' | 'surge';
	/** inferred: `/subscription/status/get` says `Unknown`; a recording has it in lower case. */
	groupStates: 'capitals' | 'small';
	/** ours: currencies in lower case are refused, or accepted. */
	currencyLetters: 'capitals' | 'any';
	/** ours: whether emails that differ in case, and phones that differ in a `+`, are the same. */
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
	 * braze(purchases): new customers no longer have purchases.
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
	/** Enforces the documented limit of each endpoint. */
	endpointLimits: boolean;
	/** braze(errors): both are listed for a key without the permission. */
	missingPermission: 401 | 403;
	/** braze(track): external IDs can be blocked. */
	blockedExternalIds: string[];
}
