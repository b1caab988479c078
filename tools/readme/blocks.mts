/** A fenced block of a Markdown page. */
interface Block {
	/** What follows the fence, e.g. `sh`. */
	language: string;
	lines: string[];
}

/** @returns the fenced blocks of a Markdown page, those in lists without their indentation */
export function fencedBlocks(markdown: string): Block[] {
	const fences = markdown.matchAll(/^([ \t]*)```(\w*)\n([^]*?)^\1```[ \t]*$/gm);
	return [...fences].map(([, indent, language, content]) => ({
		language,
		lines: content
			.split('\n')
			.slice(0, -1)
			.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)),
	}));
}

/**
 * @returns the commands of a block of shell, without comments (two spaces and `#`), and with lines that
 * end in a backslash joined
 */
export const commandsIn = ({ lines }: Block): string[] =>
	lines
		.join('\n')
		.replaceAll(/\\\n\s*/g, '')
		.split('\n')
		.map((line) => line.replace(/(^|\s{2,})#\s.*$/, '').trim())
		.filter((line) => line !== '');
