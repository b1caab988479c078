import { andMore } from './few';
import { short, shownValue } from './shownValue';

/** What an error knows of the place it comes from. */
interface Source {
	/** The value that is wrong. */
	value?: unknown;
	/** The name of the field that holds it. */
	field?: string;
}

/**
 * Why an item, or one part of it, cannot be sent. Each problem names the field, says what is wrong
 * and what to do; the node shows them in the item's own outcome.
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

/** What a thrown error says is wrong, in sentences that show the value. */
export function messagesOf(error: unknown): string[] {
	const { value } = sourceOf(error);
	return problemsOf(error).map((message) => sentenceOf({ message, value }));
}

/** What a thrown error says is wrong; also an error that is not ours is its item's own. */
export function problemsOf(error: unknown): readonly string[] {
	if (error instanceof ItemError) return error.problems;
	return [error instanceof Error ? error.message : String(error)];
}

function sourceOf(error: unknown): Source {
	return error instanceof ItemError ? error.source : {};
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
export function rename(subject: string, error: unknown, source: Source = {}): never {
	const problems = problemsOf(error).map((problem) => subject + problem);
	throw new ItemError(problems, { ...source, ...sourceOf(error) });
}

/** A reader of what is wrong with every item alike: each fails with the error. */
export function failing(error: unknown): () => never {
	return () => rename('', error);
}

/** A part of an item that can be left out, so that the rest can be sent. */
export interface Part {
	/** What it is, e.g. `attribute`. */
	kind: string;
	/** What the user knows it by, if it has a name. */
	name?: string;
	/** What it is a part of, if that is less than the item, e.g. `event "signed_up"`. */
	of?: string;
}

/** One thing that is wrong with an item. */
export interface Problem {
	/** A sentence or two. */
	message: string;
	/** The part that it costs; null if it costs the whole item. */
	part: Part | null;
	/** The value that is wrong; undefined if there is none to show. */
	value?: unknown;
}

/** Characters of a message, which may quote what an item or a program says. */
const MESSAGE_LENGTH = 1000;

/** A problem as an item's errors and warnings tell it: a sentence, with the value if there is one. */
export function sentenceOf({ message, value }: Pick<Problem, 'message' | 'value'>): string {
	const cut = short(message, MESSAGE_LENGTH);
	// (What n8n or JavaScript says is no sentence.)
	const sentence = /[.!?…]$/.test(cut) ? cut : `${cut}.`;
	return value === undefined ? sentence : `${sentence} Value: ${shownValue(value)}.`;
}

/** What is to be said about a part of an item that is sent all the same. */
export interface Remark {
	/** What the user knows the part by; holds no value. */
	field: string;
	/** Whole sentences. */
	message: string;
}

/** Lines of an item's errors, and of its warnings: a stranger's item may be wrong in every byte. */
export const MOST_LINES = 100;

/** What was found to be wrong with one item. */
class Found {
	/** The first ones; the last line is left for the number of the others. */
	readonly named: Problem[] = [];

	count = 0;

	costsItem = false;

	/** What is to be said beside: the first ones, and how many there are. */
	readonly remarks: Remark[] = [];

	remarkCount = 0;

	add(problem: Problem): void {
		this.count++;
		const isFirstOfItem = problem.part === null && !this.costsItem;
		this.costsItem ||= isFirstOfItem;
		if (this.named.length < MOST_LINES - 1) this.named.push(problem);
		// What costs the item is always named.
		else if (isFirstOfItem) this.named[this.named.length - 1] = problem;
	}
}

/**
 * Gathers what is wrong with the parts of one item: a bad part costs only itself, and all bad parts
 * are reported instead of the first. Of very many the first ones are named, and the others counted.
 */
export class Problems {
	/**
	 * @param all the problems so far
	 * @param subject goes before each problem that is added here
	 * @param part what a problem that is added here costs; null for the whole item
	 */
	constructor(
		private readonly all = new Found(),
		readonly subject = '',
		readonly part: Part | null = null,
	) {}

	/** The problems that are named. */
	get found(): readonly Problem[] {
		return this.all.named;
	}

	/** What is to be said beside; of very much the first, and how much else there is. */
	get remarks(): readonly Remark[] {
		const { remarks, remarkCount } = this.all;
		if (remarkCount === remarks.length) return remarks;
		return [
			...remarks,
			{ field: 'other parts', message: `${andMore(remarkCount - remarks.length)}.` },
		];
	}

	/** How many problems there are. */
	get count(): number {
		return this.all.count;
	}

	/** Problems that are only counted. */
	get more(): number {
		return this.all.count - this.all.named.length;
	}

	/** Whether one of them costs the whole item. */
	get costItem(): boolean {
		return this.all.costsItem;
	}

	/**
	 * The same list, for parts of something that is to be named before each problem.
	 *
	 * @param part what a problem costs; what it would cost without, unless told
	 */
	within(subject: string, part: Part | null = this.part): Problems {
		return new Problems(this.all, this.subject + subject, part);
	}

	/** The problems in words, with the values. */
	get messages(): string[] {
		const named = this.found.map(sentenceOf);
		return this.more > 0 ? [...named, `${andMore(this.more)} problems.`] : named;
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

	/** @param given what is wrong, if the error does not tell */
	add(error: unknown, given: Source = {}): void {
		const { value, field } = { ...given, ...sourceOf(error) };
		const part = this.part && field !== undefined ? { ...this.part, name: field } : this.part;
		for (const problem of problemsOf(error)) {
			this.all.add({ message: this.subject + problem, part, value });
		}
	}

	/**
	 * Notes what is to be said although nothing is left out.
	 *
	 * @param message whole sentences, without the value
	 */
	remark(field: string, message: string, value?: unknown): void {
		this.all.remarkCount++;
		if (this.all.remarks.length >= MOST_LINES - 1) return;
		this.all.remarks.push({ field, message: sentenceOf({ message, value }) });
	}

	/** @throws ItemError with all that was found, for a reader whose item fails as a whole */
	throwIfAny(): void {
		if (this.count > 0) throw new ItemError(this.messages);
	}
}
