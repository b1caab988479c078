import { toBraze } from '../model/user';
import type { RequestObject } from './types';

/** An object as JSON. */
export function write({ content, user, flags }: RequestObject): string {
	const json = JSON.stringify(content);
	if (user === undefined) return json;
	const text = join(JSON.stringify(toBraze(user)), json);
	return flags === undefined ? text : join(text, JSON.stringify(flags));
}

/** The JSON of an object that has the fields of two others; the first must have at least one. */
function join(some: string, others: string): string {
	return others === '{}' ? some : `${some.slice(0, -1)},${others.slice(1)}`;
}
