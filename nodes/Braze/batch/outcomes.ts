import type { IDataObject } from 'n8n-workflow';

import { andMore } from '../model/few';
import { MOST_LINES, type Remark } from '../model/itemError';
import type { LeftOut } from '../model/leftOut';
import { entryOf } from '../model/maps';
import type { Earlier, Place, RequestObject } from './types';

/** The objects of an item by their array: its only one, or the positions or names of several. */
type Objects = Record<string, true | Array<number | string>>;

/** What went wrong with one item. */
interface Failures {
	/** Objects that Braze does not have. */
	refused: Objects;
	/** Objects of which nobody knows whether Braze has them. */
	unknown: Objects;
	/** Whether one of those would count twice if it were sent again. */
	mayCountTwice: boolean;
	errors: Lines;
}

/** What is told about one item: each line once, the first ones, and how many others there are. */
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
 * Whether Braze has all of an item; has a part, or may have what would count twice; or has nothing, so
 * that sending the item again does no harm.
 */
export type ItemStatus = 'accepted' | 'partial' | 'rejected';

const NO_FAILURES = { refused: {}, unknown: {} };

/**
 * What became of the items, gathered over all requests. An object is taken, refused, or of unknown
 * fate, which is neither yes nor no.
 */
export class Outcomes {
	/** Entries are replaced, not changed: items share them. */
	private readonly taken = new Map<number, Readonly<Objects>>();

	private readonly onlyOnes = new Map<string, Readonly<Objects>>();

	private readonly failures = new Map<number, Failures>();

	private readonly warnings = new Map<number, Lines>();

	private readonly leftOut = new Map<string, Set<number>>();

	private readonly remarks = new Map<string, Set<number>>();

	private readonly answers = new Map<number, IDataObject>();

	/** Whether Braze took what would count twice if it were sent again. */
	counted = false;

	/** Notes that Braze took an object, and what it answered. */
	take(object: RequestObject, answer?: IDataObject): void {
		this.counted ||= !object.idempotent;
		eachPart(object, (item, part) => {
			this.takeFor(item, part);
			if (answer !== undefined) this.answers.set(item, { ...this.answers.get(item), ...answer });
		});
	}

	/** Notes what earlier runs left of an item, and this one does not send. */
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

	/** What most items have of which an object was taken: one entry does for all of them. */
	private onlyOne(array: string): Readonly<Objects> {
		const known = this.onlyOnes.get(array) ?? { [array]: true };
		this.onlyOnes.set(array, known);
		return known;
	}

	/** Notes that Braze does not have an object, and why. */
	refuse(object: RequestObject, message: string): void {
		eachPart(object, (item, part) => {
			add(this.failuresOf(item).refused, part);
			this.rejectItem(item, message);
		});
	}

	/** Notes that nobody knows whether Braze has an object, and why. */
	leaveUnknown(object: RequestObject, message: string): void {
		eachPart(object, (item, part) => {
			const failures = this.failuresOf(item);
			add(failures.unknown, part);
			failures.mayCountTwice ||= !object.idempotent;
			this.rejectItem(item, message);
		});
	}

	/** Notes what is wrong with an item. The same message is kept once. */
	rejectItem(item: number, message: string): void {
		this.failuresOf(item).errors.add(message);
	}

	/** Notes what was said about an object without refusing it. */
	warn(object: RequestObject, message: string): void {
		for (const item of object.items) this.warnItem(item, message);
	}

	/** Notes what is to be said about an item that is no error. */
	warnItem(item: number, message: string): void {
		entryOf(this.warnings, item, () => new Lines()).add(message);
	}

	/** Notes that a part of an item was left out: a warning of the item, counted by its field. */
	leaveOut(item: number, { field, message }: LeftOut): void {
		this.warnItem(item, message);
		entryOf(this.leftOut, field, () => new Set()).add(item);
	}

	/** Notes what is to be said about a part that is sent: a warning of the item, counted by its field. */
	remark(item: number, { field, message }: Remark): void {
		this.warnItem(item, message);
		entryOf(this.remarks, field, () => new Set()).add(item);
	}

	/** How many items each field was left out of, in the order first met. */
	get leftOutCounts(): ReadonlyMap<string, number> {
		return countsOf(this.leftOut);
	}

	/** How many items there was something to say about, by the field. */
	get remarkCounts(): ReadonlyMap<string, number> {
		return countsOf(this.remarks);
	}

	/** What Braze answered about an item; empty if nothing. */
	answerOf(item: number): IDataObject {
		return this.answers.get(item) ?? {};
	}

	/** What went wrong with an item; empty if nothing did. */
	errorsOf(item: number): readonly string[] {
		return this.failures.get(item)?.errors.all ?? [];
	}

	/** What is to be said about an item that is no error; empty if nothing. */
	warningsOf(item: number): readonly string[] {
		return this.warnings.get(item)?.all ?? [];
	}

	statusOf(item: number): ItemStatus {
		const failures = this.failures.get(item);
		if (failures === undefined) return 'accepted';
		return this.taken.has(item) || failures.mayCountTwice ? 'partial' : 'rejected';
	}

	/**
	 * What Braze has of an item: for each array whether it has the item's object, or the positions (of
	 * one that is in several objects the names) that it has; under `unknown` the same for what it may have.
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

	/** Whether it came to sending an object of the item, whatever became of it. */
	wasSent(item: number): boolean {
		const { refused, unknown } = this.failures.get(item) ?? NO_FAILURES;
		return this.taken.has(item) || [refused, unknown].some((objects) => !isEmpty(objects));
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

/** What an object that was combined from several items is to each of them. */
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

/** Whether anything of an item is in its objects: one that only creates its user sets no names. */
function holdsAny(objects: Objects, array: string): boolean {
	if (!Object.hasOwn(objects, array)) return false;
	const which = objects[array];
	return which === true || which.length > 0;
}

/** Names tell apart what makes one whole (there may be none in it), positions what stands for itself. */
function isNamed(which: ReadonlyArray<number | string>): which is string[] {
	return typeof which[0] !== 'number';
}

/** Without what stands in any of the others: that is not there as a whole. */
function namesOutside(
	names: readonly string[],
	others: ReadonlyArray<Objects[string] | undefined>,
): string[] {
	const missing = new Set(others.flatMap((other) => (Array.isArray(other) ? other : [])));
	return [...new Set(names)].filter((name) => !missing.has(name));
}

function isEmpty(objects: Objects): boolean {
	return Object.keys(objects).length === 0;
}

function inOrder(which: ReadonlyArray<number | string>): Array<number | string> {
	return isNamed(which) ? [...new Set(which)] : (which as number[]).toSorted((a, b) => a - b);
}
