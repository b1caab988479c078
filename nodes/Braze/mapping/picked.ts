/** The value inside a resource locator (`{__rl, mode, value}`); anything else as it is. */
export function pickedValue(parameter: unknown): unknown {
	if (typeof parameter === 'object' && parameter !== null && '__rl' in parameter) {
		return (parameter as unknown as { value: unknown }).value;
	}
	return parameter;
}
