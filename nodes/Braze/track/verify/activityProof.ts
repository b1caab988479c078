import type { IDataObject } from 'n8n-workflow';

import type { ExportedProfile } from '../../api/profiles';
import { textOf } from '../../model/text';
import type { Proof } from './attributeProof';

/** What exports count, and the key that they count by. */
export const COUNTED = {
	events: { exported: 'custom_events', nameOf: ({ name }: IDataObject) => textOf(name) },
	purchases: {
		exported: 'purchases',
		nameOf: ({ product_id: product }: IDataObject) => textOf(product),
	},
} as const;

export type CountedKind = keyof typeof COUNTED;

/** Everything with one name that was sent for one profile in a run. */
export interface Sent {
	/** How many; undefined if Braze may count one of them differently, or may not have all. */
	count: number | undefined;
	/** The latest of their times, in milliseconds since 1970. */
	latest: number;
}

/** A profile's entry for one name. */
interface Tally {
	count: number;
	/** In milliseconds since 1970. */
	last: number;
}

/** How many milliseconds back an export lists events. Source: the export's page (90 days). */
const LISTED = 90 * 24 * 60 * 60_000;

/** Braze may keep times less precisely than they were sent. */
const TOLERANCE = 1000;

/**
 * Whether a count grew by what was sent. It proves that nothing is missing, but not which properties
 * arrived, and another system may have sent some in the meantime.
 *
 * @param readings `now` in milliseconds since 1970: Braze replaces later times with its own "now"
 */
export function countProof(
	kind: CountedKind,
	name: string,
	{ count, latest }: Sent,
	readings: { before: ExportedProfile | undefined; after: ExportedProfile; now: number },
): { proof: Proof; grown: number } {
	const { before, after, now } = readings;
	const then = before === undefined ? undefined : tallyOf(kind, name, before);
	const tally = tallyOf(kind, name, after);
	const grown = (tally?.count ?? 0) - (then?.count ?? 0);
	if (count === undefined) return { proof: 'invisible', grown };
	if (tally === undefined && latest < now - LISTED) return { proof: 'invisible', grown };
	const isLate = tally !== undefined && tally.last >= Math.min(latest, now) - TOLERANCE;
	return { proof: isLate && grown >= count ? 'shown' : 'differs', grown };
}

function tallyOf(kind: CountedKind, name: string, profile: ExportedProfile): Tally | undefined {
	const entries = profile[COUNTED[kind].exported];
	if (!Array.isArray(entries)) return undefined;
	const entry = (entries as unknown[]).find(
		(one): one is IDataObject => (one as IDataObject | null)?.name === name,
	);
	if (entry === undefined) return undefined;
	return { count: Number(entry.count), last: Date.parse(textOf(entry.last)) };
}
