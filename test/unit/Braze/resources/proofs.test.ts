import type { ExportedProfile } from '../../../../nodes/Braze/api/profiles';
import type { Look, Proof } from '../../../../nodes/Braze/batch/proofs';
import {
	keyOf,
	type User,
	userByAlias,
	userByExternalId,
} from '../../../../nodes/Braze/model/user';
import {
	aliasAdded,
	aliasUpdated,
	deleted,
	identified,
	merged,
	removed,
	renamed,
} from '../../../../nodes/Braze/resources/user/proofs';

const alias = userByAlias('email', 'a@x.com');
const next = userByAlias('email', 'b@x.com');
const id = userByExternalId('u');
const other = userByExternalId('v');
const email: User = { by: 'email', value: 'a@x.com' };

const profile = (braze_id: string, external_id?: string): ExportedProfile => ({
	braze_id,
	...(external_id !== undefined && { external_id }),
});

const P = profile('p');
const Q = profile('q');
const U = profile('u', 'u');
const V = profile('v', 'v');

/** Users with their profiles; who is not in it was not read. */
type State = Array<[User, ExportedProfile[]]>;

const lookAt = (state: State): Look => {
	const profiles = new Map(state.map(([user, found]) => [keyOf(user), found]));
	return (user) => profiles.get(keyOf(user));
};

/** The verdict in a word: what differs in that of its message. */
function verdict(proof: Pick<Proof, 'judge'>, before: State, after: State): string {
	const given = proof.judge(lookAt(before), lookAt(after));
	return typeof given === 'string' ? given : given.message;
}

/** A case: what it is, before, after, and what comes of it. */
type Case = [string, State, State, string | RegExp];

const check = (proof: Pick<Proof, 'judge'>, cases: Case[]) =>
	it.each(cases)('%s', (_, before, after, expected) => {
		expect(verdict(proof, before, after)).toMatch(expected);
	});

const UNKNOWN = /^No user in Braze had this .* when it was sent$/;

describe('Identify by alias', () => {
	check(identified(alias, id), [
		[
			'got the ID',
			[[alias, [P]]],
			[
				[alias, [U]],
				[id, [U]],
			],
			'shown',
		],
		[
			'had it already',
			[[alias, [U]]],
			[
				[alias, [U]],
				[id, [U]],
			],
			'shown',
		],
		[
			'merged, the alias gone',
			[[alias, [P]]],
			[
				[alias, []],
				[id, [U]],
			],
			'shown',
		],
		[
			'not combined',
			[[alias, [P]]],
			[
				[alias, [P]],
				[id, [U]],
			],
			/does not have the external ID$/,
		],
		[
			'another ID',
			[[alias, [V]]],
			[
				[alias, [V]],
				[id, [U]],
			],
			/does not have the external ID$/,
		],
		[
			'nobody has the ID yet',
			[[alias, [P]]],
			[
				[alias, [P]],
				[id, []],
			],
			/^No user .* external ID$/,
		],
		[
			'an unknown alias',
			[[alias, []]],
			[
				[alias, []],
				[id, [U]],
			],
			UNKNOWN,
		],
		[
			'an alias of nobody then, of another now',
			[[alias, []]],
			[
				[alias, [P]],
				[id, [U]],
			],
			UNKNOWN,
		],
		[
			'not read before, the alias gone',
			[],
			[
				[alias, []],
				[id, [U]],
			],
			'invisible',
		],
		[
			'not read before',
			[],
			[
				[alias, [U]],
				[id, [U]],
			],
			'shown',
		],
		['not read after', [[alias, [P]]], [[alias, [U]]], 'invisible'],
		['not read after either', [[alias, [P]]], [[id, [U]]], 'invisible'],
	]);
});

describe('Identify by an email that several profiles have', () => {
	check(identified(email, id), [
		[
			'one of them merged',
			[[email, [P, U]]],
			[
				[email, [U]],
				[id, [U]],
			],
			'shown',
		],
		[
			'one of three merged',
			[[email, [P, Q, U]]],
			[
				[email, [Q, U]],
				[id, [U]],
			],
			'shown',
		],
		[
			'nothing combined',
			[[email, [P, U]]],
			[
				[email, [P, U]],
				[id, [U]],
			],
			/does not have/,
		],
	]);

	it('is told from one with an alias by its reasons', () => {
		const state: State = [
			[email, [P]],
			[alias, [P]],
			[id, [U]],
		];
		const given = [email, alias].map((user) =>
			identified(user, id).judge(lookAt(state), lookAt(state)),
		);
		expect(given).toMatchObject([
			{ reasons: expect.stringContaining('several profiles have this email') as string },
			{ reasons: expect.stringContaining('an alias with the same label') as string },
		]);
	});
});

describe('Add Alias to a user', () => {
	check(aliasAdded(alias, id), [
		[
			'has it',
			[],
			[
				[alias, [U]],
				[id, [U]],
			],
			'shown',
		],
		[
			'not yet',
			[],
			[
				[alias, []],
				[id, [U]],
			],
			/^No user in Braze has the alias/,
		],
		[
			'in use',
			[],
			[
				[alias, [V]],
				[id, [U]],
			],
			/^Another user in Braze has the alias/,
		],
		[
			'an unknown ID',
			[],
			[
				[alias, []],
				[id, []],
			],
			/^No user in Braze has the external ID/,
		],
		['the alias not read', [], [[id, [U]]], 'invisible'],
		['the user not read', [], [[alias, [U]]], 'invisible'],
	]);

	it('does not take profiles for one because neither says who it is', () => {
		expect(
			verdict(
				aliasAdded(alias, id),
				[],
				[
					[alias, [{}]],
					[id, [{}]],
				],
			),
		).toMatch(/^Another/);
	});
});

describe('Add Alias of a new user', () => {
	check(aliasAdded(alias, undefined), [
		['created', [[alias, []]], [[alias, [P]]], 'shown'],
		['not yet', [[alias, []]], [[alias, []]], /^No user in Braze has the alias/],
		[
			'in use before',
			[[alias, [P]]],
			[[alias, [P]]],
			/had this alias already, so none was created/,
		],
		['not read before', [], [[alias, [P]]], 'invisible'],
		['not read after', [[alias, []]], [], 'invisible'],
	]);
});

describe('Update Alias', () => {
	check(aliasUpdated(alias, next), [
		['renamed', [[alias, [P]]], [[next, [P]]], 'shown'],
		['not yet', [[alias, [P]]], [[next, []]], /^No user in Braze has the new alias/],
		['in use', [[alias, [P]]], [[next, [Q]]], /^Another user in Braze has the new alias/],
		['unknown', [[alias, []]], [[next, [P]]], UNKNOWN],
		['not read before', [], [[next, [P]]], 'invisible'],
		['not read after', [[alias, [P]]], [], 'invisible'],
	]);
});

describe('Merge', () => {
	check(merged(alias, id), [
		[
			'gone',
			[
				[alias, [P]],
				[id, [U]],
			],
			[
				[alias, []],
				[id, [U]],
			],
			'shown',
		],
		[
			'gone, its alias moved',
			[
				[alias, [P]],
				[id, [U]],
			],
			[
				[alias, [U]],
				[id, [U]],
			],
			'shown',
		],
		[
			'still there',
			[
				[alias, [P]],
				[id, [U]],
			],
			[
				[alias, [P]],
				[id, [U]],
			],
			/still a profile of its own/,
		],
		[
			'both gone',
			[
				[alias, [P]],
				[id, [U]],
			],
			[
				[alias, []],
				[id, []],
			],
			/still a profile of its own/,
		],
		[
			'unknown to merge',
			[
				[alias, []],
				[id, [U]],
			],
			[
				[alias, []],
				[id, [U]],
			],
			/^User to Merge: No user/,
		],
		[
			'unknown to keep',
			[
				[alias, [P]],
				[id, []],
			],
			[
				[alias, [P]],
				[id, []],
			],
			/^User to Keep: No user/,
		],
		[
			'one profile',
			[
				[alias, [U]],
				[id, [U]],
			],
			[
				[alias, [U]],
				[id, [U]],
			],
			/are one profile$/,
		],
		[
			'not read before',
			[[id, [U]]],
			[
				[alias, []],
				[id, [U]],
			],
			'invisible',
		],
		[
			'not read after',
			[
				[alias, [P]],
				[id, [U]],
			],
			[[id, [U]]],
			'invisible',
		],
		[
			'no profile says who it is',
			[
				[alias, [{}]],
				[id, [U]],
			],
			[
				[alias, []],
				[id, [U]],
			],
			/still/,
		],
	]);
});

describe('Delete', () => {
	check(deleted(email), [
		['gone', [[email, [P]]], [[email, []]], 'shown'],
		['one of two', [[email, [P, U]]], [[email, [U]]], 'shown'],
		['made anew', [[email, [P]]], [[email, [Q]]], 'shown'],
		['still there', [[email, [P, U]]], [[email, [P, U]]], /^The user is still in Braze/],
		['was not there', [[email, []]], [[email, []]], UNKNOWN],
		['not read before', [], [[email, []]], 'invisible'],
		['not read after', [[email, [P]]], [], 'invisible'],
	]);
});

describe('Rename External ID', () => {
	check(renamed(id, other), [
		['renamed', [[id, [profile('u', 'u')]]], [[other, [profile('u', 'v')]]], 'shown'],
		['not yet', [[id, [U]]], [[other, []]], /^No user in Braze has the new external ID/],
		['a deprecated ID of another', [[id, [U]]], [[other, [P]]], /^No user .* the new external ID/],
		['of another', [[id, [U]]], [[other, [V]]], /^Another user in Braze has the new external ID/],
		['not read before', [], [[other, [V]]], 'invisible'],
		['not read after', [[id, [U]]], [], 'invisible'],
	]);
});

describe('Remove External ID', () => {
	check(removed(id), [
		['gone', [[id, [V]]], [[id, []]], 'shown'],
		['still there', [[id, [V]]], [[id, [V]]], /still leads to a user/],
		['not read', [], [], 'invisible'],
	]);
});
