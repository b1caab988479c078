import { KEPT } from './log.mts';
import type { Sandbox } from './sandbox.mts';
import { exported } from './state/export.mts';
import { isObject } from './state/values.mts';
import type { Workspace } from './state/workspace.mts';
import type { Campaign, Profile } from './types.mts';

/** How many requests, profiles and messages the page shows, of each. */
const SHOWN = 100;

/** @returns everything that a profile holds */
export function shown(profile: Profile): object {
	return {
		...exported(profile),
		...(profile.deprecatedIds.length > 0 && { deprecated_external_ids: profile.deprecatedIds }),
		...(profile.groups.size > 0 && { subscription_groups: Object.fromEntries(profile.groups) }),
	};
}

/** The properties each event had last, which no export of Braze's has. */
function lastProperties({ events }: Profile): object {
	const known = [...events].filter(([, { properties }]) => properties !== undefined);
	return Object.fromEntries(known.map(([name, { properties }]) => [name, properties]));
}

/** @returns what the page shows of a profile, with its groups' names */
function onPage(profile: Profile, { subscriptionGroups }: Workspace): object {
	const groups = [...profile.groups].map(([id, state]) => [
		subscriptionGroups.get(id)?.name ?? id,
		state,
	]);
	return {
		...shown(profile),
		last_event_properties: lastProperties(profile),
		groups: Object.fromEntries(groups) as object,
	};
}

/** What keeps a campaign or Canvas from being sent. */
function marksOf({ archived, paused, stopped, draft, transactional }: Campaign): string[] {
	const marks = { archived, paused, stopped, draft, transactional };
	return Object.entries(marks).flatMap(([mark, holds]) => (holds ? [mark] : []));
}

/** What the workspace holds besides its users. */
function thingsIn(workspace: Workspace): object[] {
	const { campaigns, canvases, subscriptionGroups, segments, catalogs } = workspace;
	const sent = (kind: string, list: Iterable<Campaign>) =>
		[...list].map((one) => ({ kind, id: one.id, name: one.name, marks: marksOf(one) }));
	return [
		...sent('campaign', campaigns.values()),
		...sent('Canvas', canvases.values()),
		...[...subscriptionGroups.values()].map(({ archived, ...group }) => ({
			kind: 'group',
			...group,
			marks: archived ? ['archived'] : [],
		})),
		...[...segments.values()].map(({ id, name }) => ({ kind: 'segment', id, name })),
		...[...catalogs.all.values()].map(({ name, items, fields }) => ({
			kind: 'catalog',
			id: name,
			name,
			items: items.size,
			fields: fields.map((field) => field.name).join(', '),
		})),
	];
}

/** Whether a request was refused, cut, or taken only in part. */
function hasFailed({ status, response }: { status?: number | null; response?: unknown }): boolean {
	if (status === null || status === undefined) return false;
	return status === 0 || status >= 400 || (isObject(response) && 'errors' in response);
}

/** The words of a search, in lower case. */
const wordsOf = (search: string) => search.toLowerCase().split(/\s+/).filter(Boolean);

/** @returns those that hold every word somewhere, names and values alike */
function matching<T>(items: T[], words: string[]): T[] {
	if (words.length === 0) return items;
	return items.filter((item) => {
		const text = JSON.stringify(item).toLowerCase();
		return words.every((word) => text.includes(word));
	});
}

/** The latest of what the page lists. */
function listed(items: object[], words: string[], total: number): object {
	const found = matching(items, words);
	return { total: words.length > 0 ? found.length : total, latest: found.slice(0, SHOWN) };
}

/** What the page asks for. */
export interface Asked {
	/** Words that whatever is listed must hold, among all profiles and the requests that are kept. */
	search: string;
	/** Whether to list only failed requests, of those that are kept. */
	failed: boolean;
}

/** What the page shows. */
export function pageState(
	{ workspace, log, traffic, faults, apiKey, version }: Sandbox,
	{ search, failed }: Asked,
): object {
	const { profiles, messages } = workspace;
	const words = wordsOf(search);
	const things = thingsIn(workspace);
	const failures = failed ? matching(log.latest(KEPT).filter(hasFailed), words) : [];
	const candidates =
		words.length > 0
			? [...profiles.all.values()].sort((one, other) => other.updated - one.updated)
			: [...profiles.recent].reverse();
	return {
		version,
		apiKey,
		traffic: traffic.summary(),
		faults: faults.plain(),
		profiles: listed(
			candidates.map((profile) => onPage(profile, workspace)),
			words,
			profiles.all.size,
		),
		messages: listed([...messages].reverse(), words, messages.length),
		workspace: listed(things, words, things.length),
		requests: failed
			? { total: failures.length, latest: failures.slice(0, SHOWN) }
			: listed(log.latest(words.length > 0 ? KEPT : SHOWN), words, log.count),
	};
}

/** @returns an ETag for what the page shows; rates change by themselves for a minute */
export function pageTag({ version, traffic }: Sandbox, { search, failed }: Asked): string {
	const second = traffic.isQuiet ? 0 : traffic.second;
	return `"${version}-${second}-${failed ? 'failed' : ''}-${encodeURIComponent(search)}"`;
}
