import type { IDataObject } from 'n8n-workflow';

import type { ExportedProfile } from '../../api/profiles';
import { entryOf } from '../../model/maps';
import { jsonOf, shownValue } from '../../model/shownValue';
import { textOf } from '../../model/text';
import { keyOf } from '../../model/user';
import type { UserChange } from '../combine';
import { heldValues, momentIn } from '../stored';
import { COUNTED, type CountedKind, countProof, type Sent } from './activityProof';
import { proofOf } from './attributeProof';

/** What was sent for one item, and whether Braze is known to have taken all of it. */
interface SentChange {
	change: UserChange;
	isTaken: boolean;
}

/** What was read about users, by their key. */
interface Readings {
	/** Profiles before anything was sent, read only if something is counted. Users without one were not in Braze. */
	before: ReadonlyMap<string, ExportedProfile>;
	/** Users who could not be read before, so that their counts cannot be compared. */
	unreadBefore: ReadonlySet<string>;
	/** Profiles afterwards. Users without one are not in Braze. */
	after: ReadonlyMap<string, ExportedProfile>;
	/** Users who could not be read afterwards, or not clearly: nothing can be said about their items. */
	unread: ReadonlySet<string>;
	/** When it was read afterwards, in milliseconds since 1970. */
	now: number;
}

/** Something that was sent and that the profile does not show. */
interface Difference {
	/** E.g. `points`, or `event "entered"`. */
	name: string;
	/** The message, without possible reasons. */
	message: string;
}

/** What the profile says about an item. */
export interface Judgement {
	/** Names that the profile shows, by kind. */
	verified: {
		attributes: string[];
		events: string[];
		purchases: string[];
		/** IDs, which are read separately. */
		subscriptionGroups: string[];
	};
	unverified: Difference[];
	/** Names that exports do not show, or that a later item changed again. */
	unverifiable: string[];
	/** Whether a later item overwrote something of this one. */
	isOverridden: boolean;
	/**
	 * Whether a shown value may be an earlier item's: the run set it, then another one, then the first
	 * again. Braze may apply these late, so only the last look counts.
	 */
	mayBeEarlier: boolean;
}

const KINDS: readonly CountedKind[] = ['events', 'purchases'];

/** What was sent for an attribute, as JSON. */
interface Values {
	last: string;
	/** Those before it. */
	replaced?: Set<string>;
}

/** Everything that was sent for one profile in the run, however its user was identified. */
class ProfileLog {
	/** The last item that touches an attribute. */
	readonly lastToTouch = new Map<string, number>();

	private readonly counted = new Map<string, Sent>();

	/** By attribute. */
	private readonly values = new Map<string, Values>();

	add({ change, isTaken }: SentChange): void {
		for (const [name, value] of Object.entries(change.attributes ?? {})) {
			this.lastToTouch.set(name, change.item);
			this.set(name, jsonOf(value) ?? '');
		}
		for (const kind of KINDS) {
			for (const { object } of change[kind]) this.count(kind, object, isTaken);
		}
	}

	/** Whether an attribute's last value had been replaced before. */
	isSetAgain(name: string): boolean {
		const set = this.values.get(name);
		return set?.replaced?.has(set.last) === true;
	}

	private set(name: string, value: string): void {
		const set = entryOf(this.values, name, (): Values => ({ last: value }));
		if (set.last === value) return;
		(set.replaced ??= new Set()).add(set.last);
		set.last = value;
	}

	sentOf(kind: CountedKind, name: string): Sent {
		return this.counted.get(`${kind} ${name}`) ?? { count: 0, latest: 0 };
	}

	private count(kind: CountedKind, object: IDataObject, isTaken: boolean): void {
		const name = COUNTED[kind].nameOf(object);
		const { count, latest } = this.sentOf(kind, name);
		// Whether a quantity of 2 counts twice is not documented.
		const isPlain = isTaken && Number(object.quantity ?? 1) === 1;
		this.counted.set(`${kind} ${name}`, {
			count: isPlain && count !== undefined ? count + 1 : undefined,
			latest: Math.max(latest, momentIn(textOf(object.time))),
		});
	}
}

/**
 * Decides for each item whether the profiles show what it sent. Values are compared as Braze stores them,
 * events and purchases by how much their counts grew.
 *
 * @param sent in item order
 * @returns a judgement for each item that Braze has taken in full
 */
export function judge(sent: readonly SentChange[], readings: Readings): Map<number, Judgement> {
	const logs = new Map<string, ProfileLog>();
	const idOf = ({ user }: UserChange): string => {
		const id = readings.after.get(keyOf(user))?.braze_id;
		return typeof id === 'string' ? id : keyOf(user);
	};
	for (const one of sent) {
		entryOf(logs, idOf(one.change), () => new ProfileLog()).add(one);
	}
	const judgements = new Map<number, Judgement>();
	for (const { change, isTaken } of sent) {
		const log = logs.get(idOf(change));
		if (isTaken && log !== undefined) {
			judgements.set(change.item, judgeOne(change, log, readings));
		}
	}
	return judgements;
}

function judgeOne(change: UserChange, log: ProfileLog, readings: Readings): Judgement {
	const key = keyOf(change.user);
	const judgement: Judgement = {
		verified: { attributes: [], events: [], purchases: [], subscriptionGroups: [] },
		unverified: [],
		unverifiable: [],
		isOverridden: false,
		mayBeEarlier: false,
	};
	const after = readings.after.get(key);
	if (readings.unread.has(key)) {
		judgement.unverifiable.push(...namesOf(change));
	} else if (after === undefined) {
		judgement.unverified.push(
			...namesOf(change).map((name) => ({
				name,
				message: `${name}: Braze does not show the user`,
			})),
		);
	} else {
		judgeAttributes(change, log, after, judgement);
		const { now } = readings;
		const profiles = { before: readings.before.get(key), after };
		const isCompared = !readings.unreadBefore.has(key);
		for (const kind of KINDS) {
			if (isCompared) judgeCounted(kind, change, log, { ...profiles, now }, judgement);
			else judgement.unverifiable.push(...labelsOf(kind, change));
		}
	}
	return judgement;
}

function judgeAttributes(
	{ item, attributes = {}, mergedNames }: UserChange,
	log: ProfileLog,
	after: ExportedProfile,
	judgement: Judgement,
): void {
	const held = heldValues(after);
	for (const [name, value] of Object.entries(attributes)) {
		// Exports do not show it: states are read separately.
		if (name === 'subscription_groups') continue;
		const proof = proofOf(name, value, held.get(name), mergedNames.has(name));
		if (proof === 'shown') {
			judgement.verified.attributes.push(name);
			judgement.mayBeEarlier ||= log.isSetAgain(name);
		} else if (proof === 'invisible') judgement.unverifiable.push(name);
		else if (log.lastToTouch.get(name) !== item) {
			judgement.unverifiable.push(name);
			judgement.isOverridden = true;
		} else {
			const has = held.get(name);
			const shown = has === undefined || has === null ? 'no value' : shownValue(has);
			judgement.unverified.push({
				name,
				message: `Attribute "${name}": sent ${shownValue(value)}, but Braze has ${shown}`,
			});
		}
	}
}

function judgeCounted(
	kind: CountedKind,
	change: UserChange,
	log: ProfileLog,
	readings: { before: ExportedProfile | undefined; after: ExportedProfile; now: number },
	judgement: Judgement,
): void {
	for (const name of new Set(change[kind].map(({ object }) => COUNTED[kind].nameOf(object)))) {
		const sent = log.sentOf(kind, name);
		const { proof, grown } = countProof(kind, name, sent, readings);
		const label = labelOf(kind, name);
		if (proof === 'shown') judgement.verified[kind].push(name);
		else if (proof === 'invisible') judgement.unverifiable.push(label);
		else {
			const what = `${sent.count ?? 0} sent for this user in the run, but Braze's count grew by ${grown}`;
			judgement.unverified.push({ name: label, message: `${capital(label)}: ${what}` });
		}
	}
}

/** Everything that a change sends, named as in differences. */
function namesOf(change: UserChange): string[] {
	return [
		...Object.keys(change.attributes ?? {}),
		...KINDS.flatMap((kind) => labelsOf(kind, change)),
	];
}

function labelsOf(kind: CountedKind, change: UserChange): string[] {
	return [
		...new Set(change[kind].map(({ object }) => labelOf(kind, COUNTED[kind].nameOf(object)))),
	];
}

function labelOf(kind: CountedKind, name: string): string {
	return `${kind === 'events' ? 'event' : 'purchase'} "${name}"`;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
