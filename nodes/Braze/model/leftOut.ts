import { toIsoDate } from './dates';
import type { Part, Problem } from './itemError';

/** A part of an item that was not sent, since Braze would refuse it or drop it without a word. */
export interface LeftOut {
	/** What the user knows the part by, e.g. `phone` or `event "signed_up"`; holds no value. */
	field: string;
	/** Whole sentences: the part, its value in 40 characters at most, and what to do. */
	message: string;
}

/** Characters of a value or a name that is shown. */
const SHOWN = 40;

/** Says what is left out: one entry for each part, whatever is wrong with it. */
export function leftOutOf(problems: readonly Problem[]): LeftOut[] {
	const parts = new Map<Part, string[]>();
	for (const { message, part, value } of problems) {
		if (part === null) continue;
		// (What n8n or JavaScript says is no sentence.)
		const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
		const text = value === undefined ? sentence : `${sentence} Value: ${shown(value)}.`;
		parts.set(part, [...(parts.get(part) ?? []), text]);
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

function shown(value: unknown): string {
	const plain = toIsoDate(value) ?? value;
	if (typeof plain === 'string') return `"${short(plain)}"`;
	return short(JSON.stringify(plain) ?? typeof plain);
}

function short(text: string): string {
	// (A text may be megabytes long, and a character two code units.)
	const characters = Array.from(text.slice(0, 2 * SHOWN + 2));
	return characters.length <= SHOWN ? text : `${characters.slice(0, SHOWN - 1).join('')}…`;
}
