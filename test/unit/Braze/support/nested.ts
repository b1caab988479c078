import type { IDataObject } from 'n8n-workflow';

/** A value of so many levels: objects, one in the other. */
export function nested(levels: number): IDataObject {
	let value: IDataObject = {};
	for (let level = 1; level < levels; level++) value = { in: value };
	return value;
}
