import type { Settings } from './settings.mts';
import { isObject } from './values.mts';

/** The values of one setting; the first is the default. */
interface Choice {
	initial: unknown;
	/** In words. */
	allowed: string;
	check: (value: unknown) => boolean;
}

const oneOf = (...allowed: [unknown, ...unknown[]]): Choice => ({
	initial: allowed[0],
	allowed: allowed.map((value) => JSON.stringify(value)).join(', '),
	check: (value) => allowed.includes(value),
});

const atMost = (max: number): Choice => ({
	initial: max,
	allowed: `a whole number from 1 to ${max}`,
	check: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= max,
});

const CHOICES: Record<keyof Settings, Choice> = {
	objectLimit: oneOf('total', 'perArray'),
	maxObjects: atMost(75),
	maxBodyBytes: atMost(4 * 1024 * 1024),
	errorStyle: oneOf('sentences', 'codes'),
	errorsPerObject: oneOf('first', 'all'),
	recipientErrors: oneOf('plain', 'indexed'),
	nestedNull: oneOf('drops', 'removes'),
	ecommerceErrors: oneOf('drop', 'dropCounted', 'refuse', 'warn'),
	ecommerceTexts: oneOf('any', 'strict'),
	badEmail: oneOf('refuse', 'leaveOut'),
	badProperties: oneOf('refuse', 'leaveOut'),
	forcedTypes: oneOf('coerce', 'ignore'),
	longTexts: oneOf('refuse', 'cut'),
	trimmedTexts: oneOf(false, true),
	phoneWithoutPlus: oneOf('us10', 'us', 'kept'),
	exportedPhone: oneOf('stored', 'digits'),
	changedEmail: oneOf('subscribes', 'resubscribes', 'keeps'),
	identifierEncryption: oneOf(false, true),
	blocklistedInExport: oneOf('hidden', 'shown'),
	aliasEvents: oneOf('updateOnly', 'create'),
	reEligibility: oneOf(false, true),
	sharedAddress: oneOf('once', 'twice'),
	campaignNotice: oneOf(false, true),
	canvasSubscriptionGroups: oneOf(false, true),
	canvasEntryProperties: oneOf('taken', 'ignored'),
	contextNames: oneOf('any', 'strict'),
	audienceBroadcast: oneOf('optional', 'required'),
	repeatedSend: oneOf('same', 'error'),
	deletedCounts: oneOf('requested', 'found'),
	renamedIds: oneOf('new', 'old', 'objects'),
	idErrors: oneOf('indexed', 'texts'),
	identifyUnknown: oneOf('sets', 'error'),
	identifyShared: oneOf('prioritized', 'never'),
	replacedItems: oneOf('clear', 'keep'),
	catalogStorage: oneOf('free', 'full', 'surge'),
	groupStates: oneOf('capitals', 'small'),
	currencyLetters: oneOf('capitals', 'any'),
	contactMatching: oneOf('exact', 'loose'),
	oneDeleteList: oneOf(false, true),
	oneContactPerExport: oneOf(false, true),
	fieldsToExport: oneOf('required', 'optional'),
	mixedSubscriptionEntries: oneOf('apply', 'refuse'),
	attributesProcessed: oneOf('users', 'externalIds', 'objects'),
	purchases: oneOf('accepted', 'refused'),
	rateLimitStyle: oneOf('epoch', 'seconds', 'mau'),
	rateLimit: {
		initial: { limit: 250_000, windowSeconds: 3_600, enforce: false },
		allowed: 'an object with limit, windowSeconds and enforce',
		check: isObject,
	},
	endpointLimits: oneOf(false, true),
	missingPermission: oneOf(403, 401),
	blockedExternalIds: { initial: [], allowed: 'a list of texts', check: Array.isArray },
};

export const defaultSettings = (): Settings =>
	structuredClone(
		Object.fromEntries(Object.entries(CHOICES).map(([name, { initial }]) => [name, initial])),
	) as unknown as Settings;

/**
 * Changes some settings.
 *
 * @throws {TypeError} naming the setting that is wrong; then none is changed
 */
export function applySettings(settings: Settings, changes: unknown): void {
	if (!isObject(changes)) throw new TypeError("'settings' must be an object");
	for (const [name, value] of Object.entries(changes)) {
		if (!Object.hasOwn(CHOICES, name)) {
			throw new TypeError(`'${name}' is no setting; there are ${Object.keys(CHOICES).join(', ')}`);
		}
		const { allowed, check } = CHOICES[name as keyof Settings];
		if (!check(value)) throw new TypeError(`the setting '${name}' takes ${allowed}`);
	}
	const rateLimit = isObject(changes.rateLimit)
		? { ...settings.rateLimit, ...changes.rateLimit }
		: settings.rateLimit;
	Object.assign(settings, changes, { rateLimit });
}
