/** An object as JSON has it: no list, no date, no null. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}

/** Sets a field of an object, whatever its name: also `__proto__` is only a name. */
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
