import type { IDataObject } from 'n8n-workflow';

import type { Endpoint, Group, Limits, Parcel, Piece, Wave } from './types';
import { write } from './write';

/** Room for what stands around the arrays: names, quotes, brackets. */
const FRAME_BYTES = 1024;

interface Written {
	piece: Piece;
	json: string;
	bytes: number;
}

/** Why a piece that is too large for any request cannot be sent. */
export function tooLarge({ array }: Piece, { bytes }: Limits): string {
	return `${array}: larger than Braze takes in one request (${bytes / 1024 / 1024} MB). Map less, or shorter values.`;
}

/** What did not go into a parcel. */
export interface Leftovers {
	/** Rests of groups too big for one request; they must follow what was packed, not accompany it. */
	later: Group[];
	/** Pieces too big for any request. */
	tooLarge: Piece[];
}

/**
 * Packs groups into requests within Braze's limits, in order, keeping a group in one request where
 * it fits. Lazy: a body exists only while its request is under way.
 *
 * @param leftovers filled on the way with what has to wait and what can never be sent
 */
export function* pack(wave: Wave, endpoint: Endpoint, leftovers: Leftovers): Generator<Parcel> {
	const { limits, frame, wrap } = endpoint;
	const room = limits.bytes - FRAME_BYTES - byteLength(JSON.stringify(frame ?? {}));
	let load = new Load(limits, room);
	for (const group of wave) {
		const written: Written[] = [];
		for (const piece of group) {
			const json = write(piece.content);
			const bytes = byteLength(json) + 1;
			if (bytes > room) leftovers.tooLarge.push(piece);
			else written.push({ piece, json, bytes });
		}
		if (!load.fits(written)) {
			if (!load.isEmpty) yield load.parcel(frame, wrap);
			load = new Load(limits, room);
		}
		const rest = written.filter((one) => !load.add(one));
		if (rest.length > 0) leftovers.later.push(rest.map(({ piece }) => piece));
	}
	if (!load.isEmpty) yield load.parcel(frame, wrap);
}

/** A request being filled. */
class Load {
	private readonly arrays = new Map<string, Written[]>();
	private bytes = 0;
	private objects = 0;
	/** Once a piece of a group had to stay behind, all after it do: their order matters. */
	private closed = false;

	constructor(
		private readonly limits: Limits,
		private readonly room: number,
	) {}

	get isEmpty(): boolean {
		return this.objects === 0;
	}

	fits(written: readonly Written[]): boolean {
		const bytes = written.reduce((sum, one) => sum + one.bytes, this.bytes);
		if (bytes > this.room) return false;
		if (this.limits.per === 'request') return this.objects + written.length <= this.limits.objects;
		const added = new Map<string, number>();
		for (const { piece } of written) added.set(piece.array, (added.get(piece.array) ?? 0) + 1);
		return [...added].every(([array, count]) => this.count(array) + count <= this.limits.objects);
	}

	add(one: Written): boolean {
		if (this.closed || !this.fits([one])) {
			this.closed = true;
			return false;
		}
		const array = this.arrays.get(one.piece.array);
		if (array === undefined) this.arrays.set(one.piece.array, [one]);
		else array.push(one);
		this.bytes += one.bytes;
		this.objects += 1;
		return true;
	}

	parcel(frame: IDataObject | undefined, wrap: string | undefined): Parcel {
		const fields = Object.entries(frame ?? {}).map(
			([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
		);
		const pieces: Piece[] = [];
		for (const [name, array] of this.arrays) {
			fields.push(`${JSON.stringify(name)}:[${array.map(({ json }) => json).join(',')}]`);
			for (const { piece } of array) pieces.push(piece);
		}
		const body = `{${fields.join(',')}}`;
		return { pieces, body: wrap === undefined ? body : `{${JSON.stringify(wrap)}:[${body}]}` };
	}

	private count(array: string): number {
		return this.arrays.get(array)?.length ?? 0;
	}
}

function byteLength(text: string): number {
	return Buffer.byteLength(text, 'utf8');
}
