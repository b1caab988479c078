import { entryOf } from './maps';

/** Makes something when it is first needed, and keeps it. */
export function once<T>(make: () => T): () => T {
	let made: T | undefined;
	return () => (made ??= make());
}

/** Makes something from each text once, and keeps it for at most `most` texts: items can contain anything. */
export function onceEach<T>(make: (text: string) => T, most: number): (text: string) => T {
	const made = new Map<string, T>();
	return (text) => {
		if (made.size >= most && !made.has(text)) made.clear();
		return entryOf(made, text, () => make(text));
	};
}
