import { SETTABLE_ATTRIBUTES } from '../../model/attributes';
import { fieldOf, type LeftOut } from '../../model/leftOut';
import { isOperator } from '../../model/operators';
import { textOf } from '../../model/text';
import type { UserChange } from '../combine';
import type { KnownName, WorkspaceNames } from './names';
import { nearestName } from './nearest';
import { canHold } from './types';

/** A name that is new in the workspace. */
export interface NewName {
	name: string;
	kind: 'attribute' | 'event';
	/** The known name that was probably meant. */
	nearest?: string;
}

/** The changes after applying the workspace's rules. */
interface Ruled {
	/** In the same order. */
	changes: UserChange[];
	/** Parts that Braze would not process, by item. */
	leftOut: Map<number, LeftOut[]>;
	/** Warnings about what Braze may convert, cut or ignore, by item. */
	warnings: Map<number, string[]>;
	newNames: NewName[];
}

/** For how many new names a similar one is searched for: each is compared with all known names. */
const MOST_NEW_NAMES = 20;

/** Names that Braze itself defines: a workspace never does. */
const RECOMMENDED = 'ecommerce.';

/** The status of names that Braze processes; other statuses are not documented. */
const ACTIVE = 'active';

/**
 * Checks changes against the workspace's own attributes and events. Blocklisted and trashed ones are left
 * out, since Braze would not process them; values that do not fit a type or limit get a warning.
 */
export function applyWorkspaceRules(changes: readonly UserChange[], names: WorkspaceNames): Ruled {
	const leftOut = new Map<number, LeftOut[]>();
	const warnings = new Map<number, string[]>();
	const newNames = new Map<string, NewName>();
	const note = (kind: NewName['kind'], name: string) => {
		const key = `${kind} ${name}`;
		if (!names.isWhole || newNames.has(key) || name.startsWith(RECOMMENDED)) return;
		const known = kind === 'attribute' ? names.attributes : names.events;
		const nearest = newNames.size < MOST_NEW_NAMES ? nearestName(name, known.keys()) : undefined;
		newNames.set(key, { name, kind, nearest });
	};
	const ruled = changes.map((change) => {
		const mine: LeftOut[] = [];
		const told: string[] = [];
		const attributes = Object.entries(change.attributes ?? {}).filter(([name, value]) => {
			if (SETTABLE_ATTRIBUTES.has(name)) return true;
			const known = names.attributes.get(name);
			if (known === undefined) note('attribute', name);
			else if (!isActive(known)) {
				mine.push(inactive('Attribute', name, known));
				return false;
			} else told.push(...warningsOf(name, value, known));
			return true;
		});
		const events = change.events.filter(({ object: { name: given } }) => {
			const name = textOf(given);
			const known = names.events.get(name);
			if (known === undefined) note('event', name);
			else if (!isActive(known)) {
				mine.push(inactive('Event', name, known));
				return false;
			}
			return true;
		});
		if (told.length > 0) warnings.set(change.item, told);
		if (mine.length === 0) return change;
		leftOut.set(change.item, mine);
		return {
			...change,
			attributes: attributes.length === 0 ? undefined : Object.fromEntries(attributes),
			events,
		};
	});
	return { changes: ruled, leftOut, warnings, newNames: [...newNames.values()] };
}

function isActive({ status }: KnownName): boolean {
	return status === undefined || status.toLowerCase() === ACTIVE;
}

function inactive(kind: 'Attribute' | 'Event', name: string, { status }: KnownName): LeftOut {
	return {
		field: fieldOf({ kind: kind.toLowerCase(), name }),
		message: `${kind} "${name}" is not active in this workspace (Braze's status: ${status ?? ''}), so Braze would not process it. The ${kind.toLowerCase()} was left out.`,
	};
}

function warningsOf(name: string, value: unknown, known: KnownName): string[] {
	if (isOperator(value)) return [];
	const { arrayLength, dataType } = known;
	const told: string[] = [];
	if (Array.isArray(value) && arrayLength !== undefined && value.length > arrayLength) {
		told.push(
			`Attribute "${name}" has ${value.length} elements, but this workspace keeps ${arrayLength}. Braze drops the first ones.`,
		);
	}
	if (!canHold(dataType, value)) {
		told.push(
			`Attribute "${name}" has the type ${dataType ?? ''} in this workspace, which cannot hold this value. Braze may ignore it. Convert it, or change the attribute's type in Braze.`,
		);
	}
	return told;
}
