import type { ExportedProfile } from '../api/profiles';
import { type IdentifyBy, keyOf, type User } from '../model/user';
import type { UserChange } from './combine';
import { fieldsShowing, heldValues, isHeld } from './stored';

/** The `fields_to_export` that comparing these changes needs, beside the identifiers. */
export function fieldsToExport(changes: Iterable<UserChange>): string[] {
	const fields = new Set<string>();
	for (const { attributes = {} } of changes) {
		for (const field of fieldsShowing(Object.keys(attributes))) fields.add(field);
	}
	return [...fields].sort();
}

/**
 * Drops what Braze has already: values that its profile held when it was read, and that no earlier
 * item sets. What an earlier item would leave is not taken for granted, since Braze may refuse it.
 * Operators, subscription groups and anything that cannot be compared stay.
 *
 * @param profiles by the user's key; a user that is not there is sent whole
 * @returns the changes in the same order; one with nothing left has no attributes
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
 * What earlier items set. One profile may be known in several ways; and a user whose profile was not
 * found may be anyone who is known in another way.
 */
class SetEarlier {
	private readonly byProfile = new Map<unknown, Set<string>>();
	/** Names that users without a known profile were given, with the ways these are identified. */
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
	const values = sets.get(key);
	if (values === undefined) sets.set(key, new Set([value]));
	else values.add(value);
}
