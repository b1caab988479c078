import { toBraze } from '../model/user';
import type { RequestObject } from './types';

/** An object as JSON. */
export function write({ content, user, flags }: RequestObject): string {
	const json = JSON.stringify(content);
	if (user === undefined) return json;
	const fields = [JSON.stringify(toBraze(user)), json, JSON.stringify(flags ?? {})]
		.map((object) => object.slice(1, -1))
		.filter((text) => text !== '');
	return `{${fields.join(',')}}`;
}
