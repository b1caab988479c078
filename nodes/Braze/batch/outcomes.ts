import type { IDataObject } from 'n8n-workflow';

import { MOST_LINES, type Remark } from '../model/itemError';
import type { LeftOut } from '../model/leftOut';
import { entryOf } from '../model/maps';
import { hasKeys } from '../model/objects';
import { andMore } from '../model/wording';
import type { Earlier, Place, RequestObject } from './types';

/** An item's objects by array: `true` for its only one, or the positions or names of several. */
type Objects = Record<string, true | Array<number | string>>;

/** What went wrong with one item. */
interface Failures {
	/** Objects that Braze does not have. */
	refused: Objects;
	/** Objects that Braze may or may not have. */
	unknown: Objects;
	/** Whether one of those would count twice if sent again. */
	mayCountTwice: boolean;
	errors: Lines;
}

/** What is reported about one item: without repeats, the first few lines, and how many more there are. */
class Lines {
	private readonly told = new Set<string>();

	private others = 0;

	add(line: string): void {
		if (this.told.has(line)) return;
		if (this.told.size < MOST_LINES) this.told.add(line);
		else this.others++;
	}

	get all(): string[] {
		return this.others > 0 ? [...this.told, `${andMore(this.others)}.`] : [...this.told];
	}
}

/**
 * `accepted`: Braze has all of the item. `partial`: it has a part, or may have something that would count
 * twice. `rejected`: it has nothing, so sending the item again does no harm.
 */
type ItemStatus = 'accepted' | 'partial' | 'rejected';

const NO_FAILURES = { refused: {}, unknown: {} };

/** Shared, since most items have none. */
const NO_LINES: readonly string[] = [];
const NO_OUTPUT: Readonly<IDataObject> = {};

/**
 * Collects what became of each item, over all requests. An object is taken, refused, or unknown: Braze
 * may or may not have it.
 */
export class Outcomes {
	/** Entries are replaced, not changed: items share them. */
	private readonly taken = new Map<number, Readonly<Objects>>();

	private readonly onlyOnes = new Map<string, Readonly<Objects>>();

	private readonly failures = new Map<number, Failures>();

	private readonly warnings = new Map<number, Lines>();

	private readonly leftOut = new Map<string, Set<number>>();

	private readonly remarks = new Map<string, Set<number>>();

	private readonly outputs = new Map<number, IDataObject>();

	/** Whether Braze took anything that would count twice if sent again. */
	counted = false;

	/** Records that Braze took an object, and what the response said about it. */
	take(object: RequestObject, output?: IDataObject): void {
		this.counted ||= !object.idempotent;
		eachPart(object, (item, part) => {
			this.takeFor(item, part);
			if (output !== undefined) this.outputs.set(item, { ...this.outputs.get(item), ...output });
		});
	}

	/** Records the parts of an item that earlier runs sent, and this one does not. */
	keep(item: number, { taken, unknown }: Earlier): void {
		for (const place of taken) this.takeFor(item, place);
		if (unknown.length === 0) return;
		const failures = this.failuresOf(item);
		for (const place of unknown) add(failures.unknown, place);
		failures.mayCountTwice = true;
		this.rejectItem(
			item,
			'It is still unknown from an earlier run whether Braze has a part of the item (see taken.unknown). It was not sent again, since it might count twice. If Braze does not have it, take it out of unknown, or turn on the option "Send Again If Unsure".',
		);
	}

	private takeFor(item: number, place: Place): void {
		const before = this.taken.get(item);
		if (before === undefined && place.position === undefined && place.names === undefined) {
			this.taken.set(item, this.onlyOne(place.array));
		} else {
			const taken = { ...before };
			add(taken, place);
			this.taken.set(item, taken);
		}
	}

	/** The usual entry of an item whose object was taken: most items share it, which saves memory. */
	private onlyOne(array: string): Readonly<Objects> {
		return entryOf(this.onlyOnes, array, () => ({ [array]: true }));
	}

	/** Records that Braze does not have an object, and why. */
	refuse(object: RequestObject, message: string): void {
		eachPart(object, (item, part) => {
			add(this.failuresOf(item).refused, part);
			this.rejectItem(item, message);
		});
	}

	/** Records that it is unknown whether Braze has an object, and why. */
	leaveUnknown(object: RequestObject, message: string): void {
		eachPart(object, (item, part) => {
			const failures = this.failuresOf(item);
			add(failures.unknown, part);
			failures.mayCountTwice ||= !object.idempotent;
			this.rejectItem(item, message);
		});
	}

	/** Records what is wrong with an item. A repeated message is kept once. */
	rejectItem(item: number, message: string): void {
		this.failuresOf(item).errors.add(message);
	}

	/** Records what Braze said about an object that it did not refuse. */
	warn(object: RequestObject, message: string): void {
		for (const item of object.items) this.warnItem(item, message);
	}

	/** Records a warning about an item. */
	warnItem(item: number, message: string): void {
		entryOf(this.warnings, item, () => new Lines()).add(message);
	}

	/** Records that a part of an item was left out: a warning on the item, counted by field. */
	leaveOut(item: number, { field, message }: LeftOut): void {
		this.warnItem(item, message);
		entryOf(this.leftOut, field, () => new Set()).add(item);
	}

	/** Records a remark about a part that is sent all the same: a warning on the item, counted by field. */
	remark(item: number, { field, message }: Remark): void {
		this.warnItem(item, message);
		entryOf(this.remarks, field, () => new Set()).add(item);
	}

	/** How many items each field was left out of, in the order in which the fields first appeared. */
	get leftOutCounts(): ReadonlyMap<string, number> {
		return countsOf(this.leftOut);
	}

	/** How many items have a remark, by field. */
	get remarkCounts(): ReadonlyMap<string, number> {
		return countsOf(this.remarks);
	}

	/** What responses said about an item; empty if nothing. */
	outputOf(item: number): IDataObject {
		return this.outputs.get(item) ?? NO_OUTPUT;
	}

	/** What went wrong with an item; empty if nothing did. */
	errorsOf(item: number): readonly string[] {
		return this.failures.get(item)?.errors.all ?? NO_LINES;
	}

	/** The warnings about an item; empty if there are none. */
	warningsOf(item: number): readonly string[] {
		return this.warnings.get(item)?.all ?? NO_LINES;
	}

	statusOf(item: number): ItemStatus {
		const failures = this.failures.get(item);
		if (failures === undefined) return 'accepted';
		return this.taken.has(item) || failures.mayCountTwice ? 'partial' : 'rejected';
	}

	/**
	 * What Braze has of an item: for each array `true` for all of it, the positions or names of what it has, or
	 * `false` if it has nothing in full. Under `unknown` is the same for what it may have.
	 */
	takenOf(item: number): IDataObject {
		const { refused, unknown }: Pick<Failures, 'refused' | 'unknown'> =
			this.failures.get(item) ?? NO_FAILURES;
		const taken = Object.entries(this.taken.get(item) ?? {}).map(([array, which]) => {
			const isWhole = !holdsAny(refused, array) && !holdsAny(unknown, array);
			if (which === true || (isWhole && isNamed(which))) return [array, isWhole];
			if (!isNamed(which)) return [array, inOrder(which)];
			const names = namesOutside(which, [refused[array], unknown[array]]);
			return [array, names.length > 0 && names];
		});
		const maybe = Object.entries(unknown)
			.filter(([array]) => holdsAny(unknown, array))
			.map(([array, which]) => [array, which === true ? which : inOrder(which)]);
		return {
			...(Object.fromEntries(taken) as IDataObject),
			...(maybe.length > 0 && { unknown: Object.fromEntries(maybe) as IDataObject }),
		};
	}

	/** Whether Braze has an object of the item. */
	hasTaken(item: number): boolean {
		return this.taken.has(item);
	}

	/** Whether any object of the item was sent, whatever became of it. */
	wasSent(item: number): boolean {
		const { refused, unknown } = this.failures.get(item) ?? NO_FAILURES;
		return this.taken.has(item) || [refused, unknown].some((objects) => hasKeys(objects));
	}

	/** The items that something went wrong with. */
	get failed(): ReadonlySet<number> {
		return new Set(this.failures.keys());
	}

	private failuresOf(item: number): Failures {
		return entryOf(this.failures, item, () => ({
			refused: {},
			unknown: {},
			mayCountTwice: false,
			errors: new Lines(),
		}));
	}
}

function countsOf(items: ReadonlyMap<string, ReadonlySet<number>>): Map<string, number> {
	return new Map([...items].map(([field, { size }]) => [field, size]));
}

/** The share of each item in an object that several were combined into. */
function eachPart(object: RequestObject, note: (item: number, part: Place) => void): void {
	for (const part of object.parts ?? [object]) for (const item of part.items) note(item, part);
}

function add(objects: Objects, { array, position, names }: Place): void {
	const known = objects[array] as Objects[string] | undefined;
	const places = position === undefined ? names : [position];
	if (places === undefined || known === true) objects[array] = true;
	else if (known === undefined) objects[array] = [...places];
	else for (const place of places) known.push(place);
}

/** Whether an item's objects hold any of its data: an object that only creates the user sets no names. */
function holdsAny(objects: Objects, array: string): boolean {
	if (!Object.hasOwn(objects, array)) return false;
	const which = objects[array];
	return which === true || which.length > 0;
}

/** Names tell the parts of one whole apart (which may be empty); positions, objects in their own right. */
function isNamed(which: ReadonlyArray<number | string>): which is string[] {
	return typeof which[0] !== 'number';
}

/** Leaves out what is in any of the others as well, since Braze does not have that in full. */
function namesOutside(
	names: readonly string[],
	others: ReadonlyArray<Objects[string] | undefined>,
): string[] {
	const missing = new Set(others.flatMap((other) => (Array.isArray(other) ? other : [])));
	return [...new Set(names)].filter((name) => !missing.has(name));
}

function inOrder(which: ReadonlyArray<number | string>): Array<number | string> {
	return isNamed(which) ? [...new Set(which)] : (which as number[]).toSorted((a, b) => a - b);
}
