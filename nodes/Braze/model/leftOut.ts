import { type Part, type Problem, type Problems, sentenceOf } from './itemError';
import { entryOf } from './maps';
import { short } from './shownValue';
import { andMore } from './wording';

/** A part of an item that was not sent, since Braze would refuse or silently drop it. */
export interface LeftOut {
	/** The name of the part, e.g. `phone` or `event "signed_up"`, without its value. */
	field: string;
	/** Whole sentences: the part, up to 40 characters of its value, and what to do. */
	message: string;
}

/** What is left out: one entry per part, however many problems it has. */
export function leftOutOf({ found, more }: Pick<Problems, 'found' | 'more'>): LeftOut[] {
	const parts = new Map<Part, Problem[]>();
	for (const problem of found) {
		const { part } = problem;
		if (part !== null) entryOf(parts, part, () => []).push(problem);
	}
	const named = [...parts].map(([part, problems]) => {
		const were = part.kind.endsWith('s') ? 'were' : 'was';
		return {
			field: fieldOf(part),
			message: `${problems.map(sentenceOf).join(' ')} The ${part.kind} ${were} left out.`,
		};
	});
	if (more === 0) return named;
	const others = {
		field: 'other parts',
		message: `${andMore(more)} problems. Their parts were left out.`,
	};
	return [...named, others];
}

/** The name of a part; for attributes, just the attribute's name. */
export function fieldOf({ kind, name, of }: Part): string {
	const whose = of === undefined ? '' : ` of ${of}`;
	if (name === undefined || name === '') return kind + whose;
	return kind === 'attribute' ? short(name) : `${kind} "${short(name)}"${whose}`;
}
