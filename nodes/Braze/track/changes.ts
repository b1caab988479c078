import type { ExportedProfile } from '../api/profiles';
import { entryOf } from '../model/maps';
import { type IdentifyBy, keyOf, type User } from '../model/user';
import type { UserChange } from './combine';
import { fieldsShowing, heldValues, isHeld } from './stored';

/** The `fields_to_export` that are needed to compare these changes, besides the identifiers. */
export function fieldsToExport(changes: Iterable<UserChange>): string[] {
	const fields = new Set<string>();
	for (const { attributes = {} } of changes) {
		for (const field of fieldsShowing(Object.keys(attributes))) fields.add(field);
	}
	return [...fields].sort();
}

/**
 * Drops values that Braze already has: the profile held them when it was read, and no earlier item sets
 * them. The result of an earlier item is never assumed, since Braze may refuse it. Operators,
 * subscription groups and anything else that cannot be compared stay.
 *
 * @param profiles by the user's key; a user without one keeps all values
 * @returns the changes in the same order; without attributes if none are left
 */
export function dropUnchanged(
	changes: readonly UserChange[],
	profiles: ReadonlyMap<string, ExportedProfile>,
): UserChange[] {
	const values = new Map<string, ReadonlyMap<string, unknown>>();
	const earlier = new SetEarlier();
	return changes.map((change) => {
		const { user, attributes } = change;
		if (attributes === undefined) return change;
		const key = keyOf(user);
		const profile = profiles.get(key);
		let held = values.get(key);
		if (held === undefined && profile !== undefined) {
			held = heldValues(profile);
			values.set(key, held);
		}
		const left = Object.entries(attributes).filter(
			([name, value]) =>
				held === undefined ||
				earlier.has(user, profile, name) ||
				!isHeld(name, value, held.get(name), change.mergedNames.has(name)),
		);
		for (const [name] of left) earlier.add(user, profile, name);
		return { ...change, attributes: left.length === 0 ? undefined : Object.fromEntries(left) };
	});
}

/**
 * The names that earlier items set. A profile may be identified in several ways, and a user without a
 * profile could be anyone who is identified in another way.
 */
class SetEarlier {
	private readonly byProfile = new Map<unknown, Set<string>>();
	/** Names set for users without a known profile, with how those users are identified. */
	private readonly bySomebody = new Map<string, Set<IdentifyBy>>();

	add(user: User, profile: ExportedProfile | undefined, name: string): void {
		if (profile !== undefined) addTo(this.byProfile, profile.braze_id ?? keyOf(user), name);
		else addTo(this.bySomebody, name, user.by);
	}

	has(user: User, profile: ExportedProfile | undefined, name: string): boolean {
		if (this.byProfile.get(profile?.braze_id ?? keyOf(user))?.has(name)) return true;
		return [...(this.bySomebody.get(name) ?? [])].some((by) => by !== user.by);
	}
}

function addTo<Key, Value>(sets: Map<Key, Set<Value>>, key: Key, value: Value): void {
	entryOf(sets, key, () => new Set<Value>()).add(value);
}
