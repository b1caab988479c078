import { entryOf } from './maps';

/** What is made when it is first needed, and kept. */
export function once<T>(make: () => T): () => T {
	let made: T | undefined;
	return () => (made ??= make());
}

/** What is made of each text once, and kept for so many texts: items can contain anything. */
export function onceEach<T>(make: (text: string) => T, most: number): (text: string) => T {
	const made = new Map<string, T>();
	return (text) => {
		if (made.size >= most && !made.has(text)) made.clear();
		return entryOf(made, text, () => make(text));
	};
}
