import type { IDataObject } from 'n8n-workflow';

import { entryOf, groupBy } from '../model/maps';
import type { Endpoint, Group, Limits, RequestBatch, RequestObject, Stage } from './types';
import { write } from './write';

/** Bytes reserved for what surrounds the arrays: names, quotes, brackets. */
const FRAME_BYTES = 1024;

interface Written {
	object: RequestObject;
	json: string;
	bytes: number;
}

/** The error of an object that is too large for any request. */
function tooLarge({ bytes }: Limits): string {
	return `larger than the ${bytes / 1024 / 1024} MB that Braze accepts in one request. Map fewer fields or shorter values.`;
}

/** A group, from one of its objects on. */
interface Rest {
	group: Group;
	from: number;
}

/** What did not go into a batch. */
interface Leftovers {
	/** The rest of groups that did not fit into one request: it must follow what was packed. */
	later: Rest[];
	/** Objects that are too large for any request. */
	tooLarge: RequestObject[];
}

/**
 * The rounds of requests that a stage takes. Each round has to be sent before the next, which holds the
 * rest of the groups that did not fit into one request.
 *
 * @param limits read again for each request, so they may shrink on the way
 * @param refuse called with each object that is too large for any request, and the error
 */
export function* rounds(
	stage: Stage,
	endpoint: Endpoint,
	limits: Limits,
	refuse: (object: RequestObject, message: string) => void,
): Generator<Iterable<RequestBatch>> {
	let rests = wholly(stage);
	for (;;) {
		const leftovers: Leftovers = { later: [], tooLarge: [] };
		yield pack(rests, endpoint, limits, leftovers);
		for (const object of leftovers.tooLarge) refuse(object, tooLarge(limits));
		if (leftovers.later.length === 0) return;
		rests = leftovers.later;
	}
}

function* wholly(stage: Stage): Iterable<Rest> {
	for (const group of stage) yield { group, from: 0 };
}

/**
 * Packs groups into requests within Braze's limits, in order. A group stays in one request if it fits.
 * Lazy, to save memory: a body exists only while its request is under way, and no more of a group is
 * written than one request may hold.
 *
 * @param leftovers collects what has to wait for the next round, and what can never be sent
 */
function* pack(
	rests: Iterable<Rest>,
	endpoint: Endpoint,
	limits: Limits,
	leftovers: Leftovers,
): Generator<RequestBatch> {
	const { sharedFields, enclosingList } = endpoint;
	const around = FRAME_BYTES + byteLength(JSON.stringify(sharedFields ?? {}));
	const room = limits.bytes - around;
	let load = new Load(limits, around);
	for (const { group, from } of rests) {
		const written =
			from + 1 === group.length
				? [writeOne(group[from])]
				: [...writeSome(group, from, new Load(limits, around), room)];
		const fitting = written.filter(({ bytes }) => bytes <= room);
		const isWhole = from + written.length === group.length;
		if (!isWhole || !load.fits(fitting)) {
			if (!load.isEmpty) yield load.batch(sharedFields, enclosingList);
			load = new Load(limits, around);
		}
		let next = from;
		for (const one of written) {
			if (one.bytes > room) leftovers.tooLarge.push(one.object);
			else if (!load.add(one)) break;
			next++;
		}
		if (next < group.length) leftovers.later.push({ group, from: next });
	}
	if (!load.isEmpty) yield load.batch(sharedFields, enclosingList);
}

/** Writes as many of a group's objects as one request has room for; those too large for any take no room. */
function* writeSome(group: Group, from: number, load: Load, room: number): Generator<Written> {
	for (let next = from; next < group.length; next++) {
		const one = writeOne(group[next]);
		if (one.bytes <= room && !load.add(one)) return;
		yield one;
	}
}

function writeOne(object: RequestObject): Written {
	const json = write(object);
	return { object, json, bytes: byteLength(json) + 1 };
}

/** A request being filled. */
class Load {
	private readonly arrays = new Map<string, Written[]>();
	private bytes = 0;
	private objects = 0;

	/** @param around bytes of what surrounds the arrays */
	constructor(
		private readonly limits: Limits,
		private readonly around: number,
	) {}

	get isEmpty(): boolean {
		return this.objects === 0;
	}

	/** Whether all of them fit in. */
	fits(written: readonly Written[]): boolean {
		const bytes = written.reduce((sum, one) => sum + one.bytes, 0);
		if (!this.hasRoom(written.length, bytes)) return false;
		if (this.limits.per === 'request') return true;
		const arrays = groupBy(written, ({ object }) => object.array);
		return [...arrays].every(
			([array, { length }]) => this.count(array) + length <= this.limits.objects,
		);
	}

	/** @returns false if it does not fit in */
	add(one: Written): boolean {
		if (!this.hasRoom(1, one.bytes)) return false;
		const isFull = this.count(one.object.array) >= this.limits.objects;
		if (isFull && this.limits.per === 'array') return false;
		entryOf(this.arrays, one.object.array, () => [] as Written[]).push(one);
		this.bytes += one.bytes;
		this.objects += 1;
		return true;
	}

	/** Whether this many objects of this many bytes fit in, apart from the limit of an array. */
	private hasRoom(objects: number, added: number): boolean {
		const bytes = this.bytes + added + this.around;
		const isOne = this.objects + objects <= 1;
		const { bytes: most, bytesOfSeveral = most, per } = this.limits;
		if (bytes > (isOne ? most : Math.min(most, bytesOfSeveral))) return false;
		return per === 'array' || this.objects + objects <= this.limits.objects;
	}

	batch(sharedFields: IDataObject | undefined, list: string | undefined): RequestBatch {
		const fields = Object.entries(sharedFields ?? {}).map(
			([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
		);
		const objects: RequestObject[] = [];
		for (const [name, array] of this.arrays) {
			fields.push(`${JSON.stringify(name)}:[${array.map(({ json }) => json).join(',')}]`);
			for (const { object } of array) objects.push(object);
		}
		const body = `{${fields.join(',')}}`;
		return { objects, body: list === undefined ? body : `{${JSON.stringify(list)}:[${body}]}` };
	}

	private count(array: string): number {
		return this.arrays.get(array)?.length ?? 0;
	}
}

function byteLength(text: string): number {
	return Buffer.byteLength(text, 'utf8');
}
