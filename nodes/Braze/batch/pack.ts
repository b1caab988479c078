import type { IDataObject } from 'n8n-workflow';

import { entryOf, groupBy } from '../model/maps';
import type { Endpoint, Group, Limits, RequestBatch, RequestObject, Stage } from './types';
import { write } from './write';

/** Room for what stands around the arrays: names, quotes, brackets. */
const FRAME_BYTES = 1024;

interface Written {
	object: RequestObject;
	json: string;
	bytes: number;
}

/** Why an object that is too large for any request cannot be sent. */
function tooLarge({ bytes }: Limits): string {
	return `larger than the ${bytes / 1024 / 1024} MB that Braze accepts in one request. Map fewer fields or shorter values.`;
}

/** A group from one of its objects on. */
interface Rest {
	group: Group;
	from: number;
}

/** What did not go into a batch. */
interface Leftovers {
	/** Rests of groups too big for one request; they must follow what was packed, not accompany it. */
	later: Rest[];
	/** Objects too big for any request. */
	tooLarge: RequestObject[];
}

/**
 * The rounds of requests that a stage takes: each must be sent before the next one is made, since it
 * holds the rests of groups that did not fit into one request.
 *
 * @param limits read anew for each request, so they may shrink on the way
 * @param refuse gets each object that is too large for any request, and why
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
 * Packs groups into requests within Braze's limits, in order, keeping a group in one request where
 * it fits. Lazy: a body exists only while its request is under way, and of a group no more is written
 * than one request may hold.
 *
 * @param leftovers filled on the way with what has to wait and what can never be sent
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

/** Writes objects of a group: as many as a request has room for, and what is too large between them. */
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

	/** @param around bytes of what stands around the arrays */
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

	/** For so many objects of so many bytes; an array's own limit aside. */
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
