/** Gets an entry of a map, adding it if there is none. */
export function entryOf<Key, Entry>(map: Map<Key, Entry>, key: Key, create: () => Entry): Entry {
	let entry = map.get(key);
	if (entry === undefined) {
		entry = create();
		map.set(key, entry);
	}
	return entry;
}

/** Groups entries by a key, in order. */
export function groupBy<Key, Entry>(
	entries: Iterable<Entry>,
	keyOf: (entry: Entry) => Key,
): Map<Key, Entry[]> {
	const groups = new Map<Key, Entry[]>();
	for (const entry of entries) entryOf(groups, keyOf(entry), () => [] as Entry[]).push(entry);
	return groups;
}
