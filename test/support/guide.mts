import fs from 'node:fs';
import path from 'node:path';

import { fencedBlocks } from '../../tools/readme/blocks.mts';
import { root } from '../../tools/setup/dependencies.js';

/**
 * A section of the README with steps to follow by its own words: a test may click only what the
 * section names, and has to use every word that it names.
 */
export class Guide {
	readonly text: string;
	/** What the section sets in italics or as code: what is to be seen or typed. */
	private readonly named: ReadonlySet<string>;
	private readonly used = new Set<string>();

	/** @param heading of the section */
	constructor(heading: string) {
		const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8');
		const start = readme.indexOf(`## ${heading}\n`);
		if (start === -1) throw new Error(`The README has no section "${heading}".`);
		const end = readme.indexOf('\n## ', start + 1);
		this.text = readme.slice(start, end);
		const steps = this.text
			.slice(this.text.search(/^1\. /m))
			.replaceAll(/```[^]*?```/g, '')
			.split(/\n\n(?=\S)(?!\d\. )/)[0];
		this.named = new Set(
			[...steps.matchAll(/(?<!\*)\*([^*\n]+)\*(?!\*)|`([^`\n]+)`/g)].map(
				([, ...forms]) => forms.find(Boolean) ?? '',
			),
		);
	}

	/** @returns the word, which the section has to name */
	word(word: string): string {
		if (!this.named.has(word)) {
			throw new Error(`The README does not name "${word}", only: ${[...this.named].join(', ')}.`);
		}
		this.used.add(word);
		return word;
	}

	/** @returns words that the section names and nobody has used */
	unused(): string[] {
		return [...this.named].filter((word) => !this.used.has(word));
	}

	/**
	 * The body that the section has for copying, filled in as Komo does.
	 *
	 * @param values by name, for its `…`
	 */
	body(values: Record<string, string>): Record<string, string> {
		const gap = this.word('…');
		const [json] = fencedBlocks(this.text).filter(({ language }) => language === 'json');
		const body = JSON.parse(json.lines.join('\n')) as Record<string, string>;
		return Object.fromEntries(
			Object.entries(body).map(([name, value]) => [name, value.replace(gap, values[name] ?? '')]),
		);
	}
}
