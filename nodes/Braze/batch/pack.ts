import type { IDataObject } from 'n8n-workflow';

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

/** What did not go into a batch. */
interface Leftovers {
	/** Rests of groups too big for one request; they must follow what was packed, not accompany it. */
	later: Group[];
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
	let groups = stage;
	for (;;) {
		const leftovers: Leftovers = { later: [], tooLarge: [] };
		yield pack(groups, endpoint, limits, leftovers);
		for (const object of leftovers.tooLarge) refuse(object, tooLarge(limits));
		if (leftovers.later.length === 0) return;
		groups = leftovers.later;
	}
}

/**
 * Packs groups into requests within Braze's limits, in order, keeping a group in one request where
 * it fits. Lazy: a body exists only while its request is under way.
 *
 * @param leftovers filled on the way with what has to wait and what can never be sent
 */
function* pack(
	stage: Stage,
	endpoint: Endpoint,
	limits: Limits,
	leftovers: Leftovers,
): Generator<RequestBatch> {
	const { sharedFields, enclosingList } = endpoint;
	const around = FRAME_BYTES + byteLength(JSON.stringify(sharedFields ?? {}));
	const room = limits.bytes - around;
	let load = new Load(limits, around);
	for (const group of stage) {
		const written: Written[] = [];
		for (const object of group) {
			const json = write(object.content);
			const bytes = byteLength(json) + 1;
			if (bytes > room) leftovers.tooLarge.push(object);
			else written.push({ object, json, bytes });
		}
		if (!load.fits(written)) {
			if (!load.isEmpty) yield load.batch(sharedFields, enclosingList);
			load = new Load(limits, around);
		}
		const rest = written.filter((one) => !load.add(one));
		if (rest.length > 0) leftovers.later.push(rest.map(({ object }) => object));
	}
	if (!load.isEmpty) yield load.batch(sharedFields, enclosingList);
}

/** A request being filled. */
class Load {
	private readonly arrays = new Map<string, Written[]>();
	private bytes = 0;
	private objects = 0;
	/** Once an object of a group had to stay behind, all after it do: their order matters. */
	private closed = false;

	/** @param around bytes of what stands around the arrays */
	constructor(
		private readonly limits: Limits,
		private readonly around: number,
	) {}

	get isEmpty(): boolean {
		return this.objects === 0;
	}

	fits(written: readonly Written[]): boolean {
		const bytes = written.reduce((sum, one) => sum + one.bytes, this.bytes) + this.around;
		const isOne = this.objects + written.length <= 1;
		const { bytes: most, bytesOfSeveral = most } = this.limits;
		if (bytes > (isOne ? most : Math.min(most, bytesOfSeveral))) return false;
		if (this.limits.per === 'request') return this.objects + written.length <= this.limits.objects;
		const added = new Map<string, number>();
		for (const { object } of written) added.set(object.array, (added.get(object.array) ?? 0) + 1);
		return [...added].every(([array, count]) => this.count(array) + count <= this.limits.objects);
	}

	add(one: Written): boolean {
		if (this.closed || !this.fits([one])) {
			this.closed = true;
			return false;
		}
		const array = this.arrays.get(one.object.array);
		if (array === undefined) this.arrays.set(one.object.array, [one]);
		else array.push(one);
		this.bytes += one.bytes;
		this.objects += 1;
		return true;
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
