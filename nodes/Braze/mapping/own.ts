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
