import { readPage } from '../support/pages.mts';

/** A test by its file below `test/` and its name. */
type Named = readonly [string, string];

/** How a way in which Braze accepts and does not do something is known, or why it cannot be. */
type Row = { tests: readonly Named[] } | { why: string };

const BRAZE = 'nodes/Braze/';
const MODEL = 'unit/Braze/model/';

const node = (file: string, ...names: string[]) =>
	names.map((name) => [BRAZE + file, name] as const);
const model = (file: string, ...names: string[]) =>
	names.map((name) => [MODEL + file, name] as const);
const known = (...tests: ReadonlyArray<readonly Named[]>): Row => ({ tests: tests.flat() });

/**
 * The ways in which Braze's documentation says that a 2xx leaves something undone, in the order in which
 * they were found.
 */
const ROWS: Record<number, readonly [what: string, row: Row]> = {
	1: [
		'a campaign or Canvas that the user has had: within a run',
		known(
			node(
				'acceptedIsNotDone.test.ts',
				'names a user who stands in several items, and an address that does',
			),
		),
	],
	2: [
		'a trigger for somebody who is not in Braze',
		known(
			node(
				'acceptedIsNotDone.test.ts',
				'rejects who is not in Braze before anything is sent, if asked',
			),
		),
	],
	3: [
		'a user outside the audience, without an address, in the control group, over a cap',
		{
			why: 'Braze tells nobody before it sends; afterwards only the profile says what was received.',
		},
	],
	4: [
		'a recipient by an email that nobody has, or several',
		known(node('acceptedIsNotDone.test.ts', 'tells how many profiles an address has')),
	],
	5: [
		'a user who enters a Canvas twice within a second',
		known(
			node(
				'acceptedIsNotDone.test.ts',
				'is entered again by a user only more than a second later, and then it is',
			),
		),
	],
	6: [
		'a user, or an address, twice in a request',
		known(
			node(
				'acceptedIsNotDone.test.ts',
				'names a user who stands in several items, and an address that does',
			),
			node('trigger.test.ts', 'sends two messages to one user one after the other'),
		),
	],
	7: [
		'a Canvas that is paused, stopped or archived',
		known(
			node(
				'acceptedIsNotDone.test.ts',
				'rejects all recipients: nobody gets it',
				'rejects a broadcast',
			),
		),
	],
	8: [
		'subscription groups of a Canvas’s recipient',
		known(
			node(
				'acceptedIsNotDone.test.ts',
				'gets no subscription groups of its recipients, which it would not apply',
			),
		),
	],
	9: [
		'a transactional email that is aborted or bounced',
		known(node('acceptedIsNotDone.test.ts', 'that Braze aborts is rejected, with the reason')),
	],
	10: [
		'an external send ID that was used',
		known(node('acceptedIsNotDone.test.ts', 'with the ID of an earlier one says that it is none')),
	],
	11: [
		'/messages/send for users who do not exist',
		{ why: 'The node does not call /messages/send.' },
	],
	12: [
		'an eCommerce event that does not fit its schema',
		known(
			[
				[
					'unit/Braze/track/trackErrors.test.ts',
					'refuses an eCommerce event that does not fit its schema, which Braze drops',
				],
			],
			model('ecommerce.test.ts', 'are checked against the whole schema: %j'),
			node(
				'outcomes.test.ts',
				'tells that an eCommerce event that does not fit its schema is lost',
			),
		),
	],
	13: [
		'an eCommerce event with a name that is nearly right',
		known(model('ecommerce.test.ts', 'have near misses that are told: %s')),
	],
	14: [
		'a blocklisted attribute or event',
		known(
			node(
				'verify.test.ts',
				'a blocklisted attribute',
				'a blocklisted event, which is not counted',
				'leaves out what is not active, and sends the rest',
			),
		),
	],
	15: [
		'an attribute whose type is forced',
		known(
			node(
				'verify.test.ts',
				'a value of another type than the forced one',
				'a value that is coerced',
			),
			[
				[
					'unit/Braze/track/workspace/rules.test.ts',
					'tell lists over the limit, and values that the type cannot hold',
				],
			],
		),
	],
	16: [
		'an empty text for an attribute that is no text',
		known(node('verify.test.ts', 'an empty text for an attribute of another type')),
	],
	17: [
		'a null or a bad time inside an object',
		known(
			node('values.test.ts', 'empty answers inside lists and objects erase nothing, in every mode'),
		),
	],
	18: [
		'$remove and $add of one key',
		known(
			node(
				'values.test.ts',
				'objects that are removed and added anew are replaced, in two requests',
			),
		),
	],
	19: [
		'an object that is too large, alone or with what is stored',
		known(
			model('values.test.ts', 'may be of 100 KB, and no more'),
			node('verify.test.ts', 'an object that is too large together with what is stored'),
		),
	],
	20: [
		'a text over the limit, a list over its attribute’s own',
		known(
			node('verify.test.ts', 'a list over the limit of its attribute'),
			node(
				'values.test.ts',
				'a text that is too long may be shortened as its warning says, without half a character',
			),
		),
	],
	21: ['a list in a list', known(model('values.test.ts', 'is refused: %#'))],
	22: [
		'more than 256 properties',
		known(model('properties.test.ts', 'are 256 at most; the others are told')),
	],
	23: [
		'names over 479 bytes, a $ before them',
		known(
			model('activities.test.ts', 'may not be named %s', 'has no blanks around its name'),
			model('attributes.test.ts', 'has 479 bytes at most, and all its letters'),
		),
	],
	24: [
		'an event in the future',
		known([
			[
				'unit/Braze/track/time.test.ts',
				'is told if it is in the future, but not for clocks that differ',
			],
		]),
	],
	25: [
		'a year below 0 or above 3000',
		known(model('values.test.ts', 'that is a date of another age is none to Braze')),
	],
	26: [
		'a country or a time zone that there is not',
		known(
			model('places.test.ts', 'is a code of two letters or none, whatever the text'),
			model('timeZones.test.ts', 'is not %j'),
		),
	],
	27: [
		'text that is stored as a date',
		known([
			[
				'unit/Braze/track/advice.test.ts',
				'names attributes with text that Braze stores as a date: %j',
			],
		]),
	],
	28: [
		'updates only, of a user who is not there',
		known(
			node('verify.test.ts', 'a user who is not there, with Update Existing Only'),
			node('track.test.ts', 'create the user of an alias even without an attribute'),
		),
	],
	29: [
		'a push token that is known',
		{
			why: 'Braze moves it to the user who was imported last, and no export shows tokens of an import.',
		},
	],
	30: [
		'an email that is not encrypted, with identifier encryption',
		known(
			node(
				'verify.test.ts',
				'an email that is not encrypted, where the workspace encrypts identifiers',
			),
		),
	],
	31: [
		'a new alias that is in use, or of an unknown user',
		known(
			node(
				'verifyUsers.test.ts',
				'is applied where the user has it, and names an alias that is in use and an unknown user',
				'of a new user is applied only where there was none',
			),
		),
	],
	32: [
		'a renamed alias that is unknown, or whose new name is in use',
		known(
			node(
				'verifyUsers.test.ts',
				'is applied where the user has the new name, and names what Braze changes not',
			),
		),
	],
	33: [
		'identifying by an alias in another case, a label the user has, a shared address',
		known(
			node(
				'verifyUsers.test.ts',
				'names an alias in another case, one whose label the user has, and a shared address',
				'tells by an email what became of one of several profiles',
			),
		),
	],
	34: [
		'a merge of unknown or several profiles, or one that takes its time',
		known(
			node(
				'verifyUsers.test.ts',
				'names whom Braze does not know, and looks no longer than needed',
				'is not claimed while Braze has not done it',
			),
		),
	],
	35: [
		'deleting somebody unknown, or one of several',
		known(
			node('acceptedIsNotDone.test.ts', 'claims nothing that the count does not support'),
			node(
				'verifyUsers.test.ts',
				'is applied where the user is gone, and names who was not there',
				'names an email that several profiles share',
			),
		),
	],
	36: [
		'renaming to an ID in use, or from one that is deprecated',
		known(
			node('usersGone.test.ts', 'renames, and leads errors back to their items'),
			node('verifyUsers.test.ts', 'are applied as the profiles show them'),
		),
	],
	37: [
		'double opt-in',
		known(
			node(
				'acceptedIsNotDone.test.ts',
				'says that the user was asked',
				'is not used for emails, nor to unsubscribe',
			),
			node('verifyUsers.test.ts', 'claims nothing of who was asked, nor without the permission'),
		),
	],
	38: [
		'an archived subscription group',
		known(
			node(
				'verifyUsers.test.ts',
				'is applied where Braze has the state, and names an archived group',
			),
		),
	],
	39: [
		'a group’s state of a globally unsubscribed user',
		{
			why: 'Braze keeps the state as it was set; that it has no effect is the global state’s, which the export shows.',
		},
	],
	40: [
		'a changed email that changes the subscription state',
		known([
			[
				'unit/Braze/track/advice.test.ts',
				'names emails that are set without a subscription state, which may change with them',
			],
		]),
	],
	41: [
		'a global state of an address that more than 100 profiles have',
		{
			why: 'Which 100 get it is said nowhere, and an export by the address shows all of them without an order.',
		},
	],
	42: [
		'catalog items that are missing, or there already',
		known(node('catalogItems.test.ts', 'reads an item, and tells the item whose own is not there')),
	],
	43: [
		'requests in another order',
		known(
			[['unit/Braze/batch/deliver.test.ts', 'finishes a stage before it starts the next']],
			node(
				'verifyModel.test.ts',
				'applied is never said of an item whose profile differs, and every difference is named',
			),
		),
	],
	44: [
		'a phone without a country code',
		known([
			[
				'unit/Braze/runtime/userNotes.test.ts',
				'is, for each of them, that a phone has no country code',
			],
		]),
	],
	45: [
		'a schedule that is changed shortly before its time',
		{ why: 'The node changes no schedules.' },
	],
};

describe('each way in which Braze accepts and does not do something', () => {
	it('is among the 45 that are documented', () => {
		expect(Object.keys(ROWS).map(Number)).toEqual(Array.from({ length: 45 }, (_, n) => n + 1));
	});

	it.each(Object.entries(ROWS).map(([number, [what, row]]) => [number, what, row] as const))(
		'%s: %s, has a test, or a reason why it cannot be known',
		(_number, _what, row) => {
			if ('why' in row) {
				expect(row.why).toMatch(/^[A-Z].{20,}\.$/);
				return;
			}
			expect(row.tests.length).toBeGreaterThan(0);
			const missing = row.tests.filter(
				([file, name]) => !readPage(`test/${file}`).includes(`'${name}'`),
			);
			expect(missing).toEqual([]);
		},
	);
});
