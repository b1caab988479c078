import type { ExportedProfile } from '../../api/profiles';
import type { Difference, Proof } from '../../batch/proofs';
import type { IdentifyBy, User, UserBy } from '../../model/user';

/*
 * What exports show of operations that Braze accepts even if it does not carry them out.
 * Sources: the endpoints' pages under https://www.braze.com/docs/api/endpoints/user_data/, and
 * https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier/
 */

/** A proof, without what its item moves. */
type ProofOf = Omit<Proof, 'moves'>;

const MAY_COME = 'It may not be there yet';

/** Identifiers, as written in a sentence. */
const WORDS: Readonly<Record<IdentifyBy, string>> = {
	brazeId: 'Braze ID',
	email: 'email',
	externalId: 'external ID',
	phone: 'phone',
	userAlias: 'alias',
};

/** Identify: the alias, email or phone belongs to the user with the ID, or its profile was merged into that user's. */
export function identified(source: User, target: User): ProofOf {
	const what = WORDS[source.by];
	return {
		name: 'external_id',
		users: [source, target],
		judge: (before, after) => {
			const now = after(source);
			const targets = after(target);
			if (now === undefined || targets === undefined) return 'invisible';
			const then = before(source);
			// Not final: a user who was just created may still appear.
			if (then?.length === 0 && now.length === 0) {
				return { ...unknownBefore(source), isFinal: false };
			}
			if (targets.length === 0) {
				return differs('No user in Braze has the external ID', `${MAY_COME}.`);
			}
			if (now.length > 0 && now.every((profile) => isAmong(profile, targets))) return 'shown';
			if (then === undefined) return 'invisible';
			if (then.length === 0) return unknownBefore(source);
			if (isOneGone(then, [...now, ...targets])) return 'shown';
			return differs(
				`The profile with this ${what} does not have the external ID`,
				source.by === 'userAlias'
					? `${MAY_COME}, it may have another external ID, or the user with the ID has an alias with the same label already: Braze then combines nothing.`
					: `${MAY_COME}, or several profiles have this ${what}: Braze then combines nothing.`,
			);
		},
	};
}

/** Add Alias: the alias belongs to its owner or, without one, to a new profile. */
export function aliasAdded(alias: User, owner: User | undefined): ProofOf {
	return {
		name: 'user_alias',
		users: owner === undefined ? [alias] : [alias, owner],
		judge: (before, after) => {
			const now = after(alias);
			const owners = owner === undefined ? [] : after(owner);
			if (now === undefined || owners === undefined) return 'invisible';
			if (owner === undefined) {
				const then = before(alias);
				if (then === undefined) return 'invisible';
				if (then.length > 0) {
					const message = 'A user in Braze had this alias already, so none was created';
					return final(message, 'An alias belongs to one user. Use the user who has it.');
				}
			} else if (owners.length === 0) {
				return differs('No user in Braze has the external ID', 'Braze adds no alias then.');
			}
			if (now.length === 0) return differs('No user in Braze has the alias', `${MAY_COME}.`);
			if (owner === undefined || now.every((profile) => isAmong(profile, owners))) return 'shown';
			return differs(
				'Another user in Braze has the alias',
				'An alias belongs to one user, and Braze does not move it. To move it, merge the users.',
			);
		},
	};
}

/** Update Alias: the new name belongs to the user who had the old one. */
export function aliasUpdated(old: User, next: User): ProofOf {
	return {
		name: 'user_alias',
		users: [old, next],
		judge: (before, after) => {
			const now = after(next);
			const then = before(old);
			if (then?.length === 0) return unknownBefore(old);
			if (now === undefined) return 'invisible';
			if (now.length === 0) return differs('No user in Braze has the new alias', `${MAY_COME}.`);
			if (then === undefined) return 'invisible';
			if (now.every((profile) => isAmong(profile, then))) return 'shown';
			return differs(
				'Another user in Braze has the new alias',
				'An alias belongs to one user, so Braze changes nothing.',
			);
		},
	};
}

/** Merge: a profile of the user to merge is gone, and the user to keep exists. */
export function merged(from: User, to: User): ProofOf {
	return {
		name: 'merged',
		users: [from, to],
		judge: (before, after) => {
			const [then, thenKept] = [before(from), before(to)];
			if (then?.length === 0) return unknownBefore(from, 'User to Merge: ');
			if (thenKept?.length === 0) return unknownBefore(to, 'User to Keep: ');
			const [now, kept] = [after(from), after(to)];
			if (then === undefined || now === undefined || kept === undefined) return 'invisible';
			if (isOneProfile(then, thenKept ?? [])) {
				return final('The User to Merge and the User to Keep are one profile', 'Check both users.');
			}
			if (kept.length > 0 && isOneGone(then, [...now, ...kept])) return 'shown';
			return differs(
				'The User to Merge is still a profile of its own',
				'Merging can take some minutes. Braze does not merge if several profiles match, a phone is not in E.164 format, or one of them is about to be deleted or in the Global Control Group.',
			);
		},
	};
}

/** Delete: a profile of the user is gone. */
export function deleted(user: User): ProofOf {
	const what = WORDS[user.by];
	return {
		name: 'deleted',
		users: [user],
		judge: (before, after) => {
			const [then, now] = [before(user), after(user)];
			if (then?.length === 0) return unknownBefore(user);
			if (then === undefined || now === undefined) return 'invisible';
			if (isOneGone(then, now)) return 'shown';
			const isContact = user.by === 'email' || user.by === 'phone';
			const several = `, and if several profiles with the ${what} match, Braze deletes none`;
			return differs(
				'The user is still in Braze',
				`Deleting can take up to 5 minutes${isContact ? several : ''}.`,
			);
		},
	};
}

/** Rename External ID: the new ID is the current one of the user who had the old one. */
export function renamed(current: User, next: UserBy<'externalId'>): ProofOf {
	return {
		name: 'external_id',
		users: [current, next],
		judge: (before, after) => {
			const [then, now] = [before(current), after(next)];
			if (now === undefined) return 'invisible';
			const isPresent = now.some(({ external_id: id }) => id === next.value);
			if (!isPresent) return differs('No user in Braze has the new external ID', `${MAY_COME}.`);
			// It may have been another user's before.
			if (then === undefined) return 'invisible';
			if (now.every((profile) => isAmong(profile, then))) return 'shown';
			return differs('Another user in Braze has the new external ID', `${MAY_COME}.`);
		},
	};
}

/** Remove External ID: no profile has it. */
export function removed(user: User): ProofOf {
	return {
		name: 'removed',
		users: [user],
		judge: (_, after) => {
			const now = after(user);
			if (now === undefined) return 'invisible';
			if (now.length === 0) return 'shown';
			return differs('The external ID still leads to a user', 'It may not be removed yet.');
		},
	};
}

function isOneProfile(
	some: readonly ExportedProfile[],
	others: readonly ExportedProfile[],
): boolean {
	return some.length === 1 && others.length === 1 && isAmong(some[0], others);
}

/** Whether one of the profiles is gone. */
function isOneGone(then: readonly ExportedProfile[], left: readonly ExportedProfile[]): boolean {
	return then.some((profile) => idOf(profile) !== undefined && !isAmong(profile, left));
}

function isAmong(profile: ExportedProfile, some: readonly ExportedProfile[]): boolean {
	const id = idOf(profile);
	return id !== undefined && some.some((other) => idOf(other) === id);
}

function idOf({ braze_id: id, external_id: externalId }: ExportedProfile): unknown {
	return id ?? externalId;
}

function differs(message: string, reasons: string): Difference {
	return { message, reasons };
}

function final(message: string, reasons: string): Difference {
	return { message, reasons, isFinal: true };
}

function unknownBefore({ by }: User, role = ''): Difference {
	const check = by === 'userAlias' ? 'Check the alias: its name is case-sensitive.' : 'Check it.';
	return final(
		`${role}No user in Braze had this ${WORDS[by]} when it was sent`,
		`${check} A user who was created a moment ago may not have been there yet.`,
	);
}
