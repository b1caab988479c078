/** @returns whether it is an object, but not an array or a date */
export function isObject(value: unknown): value is Record<string, unknown> {
	return (
		typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
	);
}

/** Whether it is a list, without saying of what. */
export function isList(value: unknown): value is unknown[] {
	return Array.isArray(value);
}

/** A value as text, whatever it is. */
export function textOf(value: unknown): string {
	return String(value);
}

/** @returns bytes of its JSON; 0 for what JSON does not know */
export function jsonBytes(value: unknown): number {
	const json = JSON.stringify(value) as string | undefined;
	return Buffer.byteLength(json ?? '');
}

/** @returns whether it is text that isn't blank */
export function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}

export function isUuid(value: unknown): value is string {
	return (
		typeof value === 'string' &&
		/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value)
	);
}
