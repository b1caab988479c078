/** What is made when it is first needed, and kept. The making is a pure function elsewhere, so that tests can repeat it. */
export function once<T>(make: () => T): () => T {
	let made: T | undefined;
	return () => (made ??= make());
}
