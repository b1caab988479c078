/**
 * Why an item, or one part of it, cannot be sent. Each problem names the field, says what is wrong
 * and what to do; the node shows them in the item's own outcome.
 */
export class ItemError extends Error {
	readonly problems: readonly string[];

	constructor(problems: string | readonly string[]) {
		const all = typeof problems === 'string' ? [problems] : problems;
		super(all.join(' '));
		this.problems = all;
	}
}

/** What a thrown error says is wrong; also an error that is not ours is its item's own. */
export function problemsOf(error: unknown): readonly string[] {
	if (error instanceof ItemError) return error.problems;
	return [error instanceof Error ? error.message : String(error)];
}

/**
 * Reads a part of an item, and tells what is wrong with it after its name.
 *
 * @param subject goes before each problem
 * @throws ItemError
 */
export function named<T>(subject: string, read: () => T): T {
	try {
		return read();
	} catch (error) {
		return rename(subject, error);
	}
}

/** {@link named} for a caught error, where a closure would cost too much. */
export function rename(subject: string, error: unknown): never {
	throw new ItemError(problemsOf(error).map((problem) => subject + problem));
}

/** A reader of what is wrong with every item alike: each fails with the error. */
export function failing(error: unknown): () => never {
	return () => rename('', error);
}

/**
 * Gathers what is wrong with the parts of one item: a bad part costs only itself, and all bad parts
 * are reported instead of the first.
 */
export class Problems {
	/**
	 * @param found the problems so far, each a sentence or two
	 * @param subject goes before each problem that is added here
	 */
	constructor(
		readonly found: string[] = [],
		private readonly subject = '',
	) {}

	/** The same list, for parts of something that is to be named before each problem. */
	within(subject: string): Problems {
		return new Problems(this.found, this.subject + subject);
	}

	/** @returns what was read; undefined for a part that cannot be had */
	attempt<T>(read: () => T): T | undefined {
		try {
			return read();
		} catch (error) {
			this.add(error);
			return undefined;
		}
	}

	add(error: unknown): void {
		for (const problem of problemsOf(error)) this.found.push(this.subject + problem);
	}

	/** @throws ItemError with all that was found, for a reader whose item fails as a whole */
	throwIfAny(): void {
		if (this.found.length > 0) throw new ItemError(this.found);
	}
}
