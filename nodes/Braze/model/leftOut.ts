import { type Part, type Problem, sentenceOf } from './itemError';
import { short } from './shownValue';

/** A part of an item that was not sent, since Braze would refuse it or drop it without a word. */
export interface LeftOut {
	/** What the user knows the part by, e.g. `phone` or `event "signed_up"`; holds no value. */
	field: string;
	/** Whole sentences: the part, its value in 40 characters at most, and what to do. */
	message: string;
}

/** Says what is left out: one entry for each part, whatever is wrong with it. */
export function leftOutOf(problems: readonly Problem[]): LeftOut[] {
	const parts = new Map<Part, string[]>();
	for (const problem of problems) {
		const { part } = problem;
		if (part !== null) parts.set(part, [...(parts.get(part) ?? []), sentenceOf(problem)]);
	}
	return [...parts].map(([part, messages]) => {
		const were = part.kind.endsWith('s') ? 'were' : 'was';
		return {
			field: fieldOf(part),
			message: `${messages.join(' ')} The ${part.kind} ${were} left out.`,
		};
	});
}

/** What the user knows a part by: an attribute by its name alone. */
export function fieldOf({ kind, name, of }: Part): string {
	const whose = of === undefined ? '' : ` of ${of}`;
	if (name === undefined || name === '') return kind + whose;
	return kind === 'attribute' ? short(name) : `${kind} "${short(name)}"${whose}`;
}
