import { short, shownValue } from './shownValue';
import { andMore } from './wording';

/** Where an error comes from. */
interface Source {
	/** The invalid value. */
	value?: unknown;
	/** The name of its field. */
	field?: string;
}

/**
 * Why an item, or a part of it, cannot be sent. Each problem names the field, and says what is wrong and what to
 * do. The node shows the problems in the item's outcome.
 */
export class ItemError extends Error {
	readonly problems: readonly string[];

	constructor(
		problems: string | readonly string[],
		readonly source: Source = {},
	) {
		const all = typeof problems === 'string' ? [problems] : problems;
		super(all.join(' '));
		this.problems = all;
	}
}

/** The problems of a thrown error, as sentences with the value. */
export function messagesOf(error: unknown): string[] {
	const { value } = sourceOf(error);
	return problemsOf(error).map((message) => sentenceOf({ message, value }));
}

/** The problems of a thrown error. Errors that are not ItemErrors count against the item as well. */
export function problemsOf(error: unknown): readonly string[] {
	if (error instanceof ItemError) return error.problems;
	return [error instanceof Error ? error.message : String(error)];
}

function sourceOf(error: unknown): Source {
	return error instanceof ItemError ? error.source : {};
}

/**
 * Reads a part of an item, and puts its name before its problems.
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

/** {@link named} for a caught error, if a closure would be too slow. */
export function rename(subject: string, error: unknown, source: Source = {}): never {
	const problems = problemsOf(error).map((problem) => subject + problem);
	throw new ItemError(problems, { ...source, ...sourceOf(error) });
}

/** A reader for a mistake that affects every item: it always throws the error. */
export function failing(error: unknown): () => never {
	return () => rename('', error);
}

/** A part of an item that can be left out, so that the rest can be sent. */
export interface Part {
	/** Its kind, e.g. `attribute`. */
	kind: string;
	/** Its name, if it has one. */
	name?: string;
	/** The larger part that it belongs to, e.g. `event "signed_up"`. */
	of?: string;
}

/** A problem of an item. */
export interface Problem {
	/** A sentence or two. */
	message: string;
	/** The part that is left out because of it; null if it is the whole item. */
	part: Part | null;
	/** The invalid value; undefined if there is none to show. */
	value?: unknown;
}

/** The maximum length of a message, which may quote an item or another program. */
const MESSAGE_LENGTH = 1000;

/** A problem in an item's errors and warnings: a sentence, with the value if there is one. */
export function sentenceOf({ message, value }: Pick<Problem, 'message' | 'value'>): string {
	const cut = short(message, MESSAGE_LENGTH);
	// Messages of n8n and JavaScript are not always sentences.
	const sentence = /[.!?…]$/.test(cut) ? cut : `${cut}.`;
	return value === undefined ? sentence : `${sentence} Value: ${shownValue(value)}.`;
}

/** A remark about a part that is sent all the same. */
export interface Remark {
	/** The name of the part, without its value. */
	field: string;
	/** Whole sentences. */
	message: string;
}

/** The most errors, and the most warnings, of an item: data from outside can be wrong in every byte. */
export const MOST_LINES = 100;

/** The problems that were found in an item. */
class Found {
	/** The first {@link MOST_LINES}. */
	readonly named: Problem[] = [];

	count = 0;

	costsItem = false;

	/** Remarks: the first {@link MOST_LINES}, and how many there are. */
	readonly remarks: Remark[] = [];

	remarkCount = 0;

	add(problem: Problem): void {
		this.count++;
		const isFirstOfItem = problem.part === null && !this.costsItem;
		this.costsItem ||= isFirstOfItem;
		// A problem that costs the whole item is always listed.
		this.named.splice(isFirstOfItem ? MOST_LINES - 2 : MOST_LINES, 0, problem);
		this.named.splice(MOST_LINES);
	}
}

/** What is listed: all, or the first ones, with room for a line that counts the others. */
function withRoom<T>(first: readonly T[], count: number): readonly T[] {
	return count === first.length ? first : first.slice(0, -1);
}

/**
 * Collects the problems of an item's parts, so that a bad part costs only itself and all of them are reported, not
 * just the first. If there are very many, the first ones are listed and the others counted.
 */
export class Problems {
	/**
	 * @param all the problems so far
	 * @param subject goes before each problem that is added here
	 * @param part what is left out because of a problem that is added here; null for the whole item
	 */
	constructor(
		private readonly all = new Found(),
		readonly subject = '',
		readonly part: Part | null = null,
	) {}

	/** The problems that are listed. */
	get found(): readonly Problem[] {
		return withRoom(this.all.named, this.all.count);
	}

	/** The remarks; if there are very many, the first ones and how many more there are. */
	get remarks(): readonly Remark[] {
		const remarks = withRoom(this.all.remarks, this.all.remarkCount);
		const others = this.all.remarkCount - remarks.length;
		if (others === 0) return remarks;
		return [...remarks, { field: 'other parts', message: `${andMore(others)}.` }];
	}

	/** How many problems there are. */
	get count(): number {
		return this.all.count;
	}

	/** How many problems are only counted. */
	get more(): number {
		return this.all.count - this.found.length;
	}

	/** Whether one of them costs the whole item. */
	get costItem(): boolean {
		return this.all.costsItem;
	}

	/**
	 * The same problems, for parts of something whose name goes before each of them.
	 *
	 * @param part what is left out because of a problem; by default, the same as without this call
	 */
	within(subject: string, part: Part | null = this.part): Problems {
		return new Problems(this.all, this.subject + subject, part);
	}

	/** The problems as sentences, with the values. */
	get messages(): string[] {
		const named = this.found.map(sentenceOf);
		return this.more > 0 ? [...named, `${andMore(this.more)} problems.`] : named;
	}

	/** @returns what was read; undefined if that failed */
	attempt<T>(read: () => T): T | undefined {
		try {
			return read();
		} catch (error) {
			this.add(error);
			return undefined;
		}
	}

	/** @param given where the error comes from, if it does not say */
	add(error: unknown, given: Source = {}): void {
		const { value, field } = { ...given, ...sourceOf(error) };
		const part = this.part && field !== undefined ? { ...this.part, name: field } : this.part;
		for (const problem of problemsOf(error)) {
			this.all.add({ message: this.subject + problem, part, value });
		}
	}

	/**
	 * Adds a remark, although nothing is left out.
	 *
	 * @param message whole sentences, without the value
	 */
	remark(field: string, message: string, value?: unknown): void {
		this.all.remarkCount++;
		if (this.all.remarks.length >= MOST_LINES) return;
		this.all.remarks.push({ field, message: sentenceOf({ message, value }) });
	}

	/** @throws ItemError with all problems, for readers that fail as a whole */
	throwIfAny(): void {
		if (this.count > 0) throw new ItemError(this.messages);
	}
}
