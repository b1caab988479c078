import type { Profile, Tally } from '../types.mts';
import type { Workspace } from './workspace.mts';

function fill<T>(kept: Map<string, T>, gone: Map<string, T>) {
	for (const [name, value] of gone) if (!kept.has(name)) kept.set(name, value);
}

function addUp(kept: Map<string, Tally>, gone: Map<string, Tally>) {
	for (const [name, { first, last, count }] of gone) {
		const own = kept.get(name);
		kept.set(name, {
			first: own && own.first < first ? own.first : first,
			last: own && own.last > last ? own.last : last,
			count: (own?.count ?? 0) + count,
		});
	}
}

/**
 * Merges one profile into another and removes it.
 *
 * braze(merge): values of the profile to keep win; what only the other one has is taken over.
 * braze(identify): events and purchases of merged profiles are added up.
 * braze(merge behavior): custom attributes of the kept profile stay whole; objects are not merged.
 */
export function mergeProfiles(workspace: Workspace, kept: Profile, gone: Profile) {
	if (kept === gone) return;
	const { profiles } = workspace;
	const standard = new Map(gone.standard);
	const aliases = [...gone.aliases];
	profiles.remove(gone);
	for (const kind of ['email', 'phone'] as const) {
		const value = standard.get(kind);
		standard.delete(kind);
		if (typeof value === 'string' && !kept.standard.has(kind)) {
			profiles.setContact(kept, kind, value);
		}
	}
	fill(kept.standard, standard);
	fill(kept.custom, gone.custom);
	fill(kept.groups, gone.groups);
	fill(kept.received, gone.received);
	addUp(kept.events, gone.events);
	addUp(kept.purchases, gone.purchases);
	kept.revenue += gone.revenue;
	for (const alias of aliases) profiles.addAlias(kept, alias);
	if (gone.createdAt < kept.createdAt) kept.createdAt = gone.createdAt;
	profiles.touch(kept);
}
