import { ItemError } from './itemError';

/** Whether a value is a JSON object, and not a list, date or null. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}

/** Whether an object has any keys of its own. */
export function hasKeys(object: object): boolean {
	return Object.keys(object).length > 0;
}

/** Sets a field of an object. Even `__proto__` is just a name. */
export function setOwn(object: object, name: string, value: unknown): void {
	if (name !== '__proto__') {
		(object as Record<string, unknown>)[name] = value;
		return;
	}
	Object.defineProperty(object, name, {
		value,
		writable: true,
		enumerable: true,
		configurable: true,
	});
}

/**
 * The most levels of lists and objects in a value. Braze documents a limit only for catalogs (50); this one keeps
 * values from exhausting the stack.
 */
export const MOST_LEVELS = 100;

/** @throws ItemError for a value with more levels than {@link MOST_LEVELS}; the message follows its name */
export function checkLevels<T>(value: T): T {
	if (isDeeperThan(value, MOST_LEVELS)) throw tooDeep();
	return value;
}

/** The error of a value with too many levels. */
export function tooDeep(): ItemError {
	return new ItemError(`is nested more than ${MOST_LEVELS} levels deep. Map only a part of it.`);
}

function isDeeperThan(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (levels === 0) return true;
	for (const inner of Object.values(value)) if (isDeeperThan(inner, levels - 1)) return true;
	return false;
}
