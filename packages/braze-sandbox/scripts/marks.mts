/** How far a behavior of the sandbox can be trusted to be Braze's. */
export type Trust = 'braze' | 'inferred' | 'ours';

export interface Mark {
	trust: Trust;
	/** Name of the page in Braze's documentation, with `braze`. */
	page: string | null;
	text: string;
	/** The setting that it is about, if any. */
	subject: string | null;
}

const MARK = /(?:^|(?<=[.;:)] ))(?:braze\(([^)]+)\)|(inferred)|(ours)): /g;

/** The marks in one paragraph of a comment. */
function marksOf(paragraph: string, subject: string | null): Mark[] {
	const starts = [...paragraph.matchAll(MARK)];
	return starts.map((start, index) => {
		const page = start.at(1) ?? null;
		return {
			trust: page === null ? ((start.at(2) ?? start.at(3)) as Trust) : 'braze',
			page,
			text: paragraph.slice(start.index + start[0].length, starts.at(index + 1)?.index).trim(),
			subject,
		};
	});
}

interface Comment {
	/** Its paragraphs, each on one line; a line that starts with a mark or a tag starts a new one. */
	paragraphs: string[];
	/** The line of code after it. */
	next: string;
}

function commentsOf(source: string): Comment[] {
	const comments: Comment[] = [];
	let paragraphs: string[] | null = null;
	let startsAnew = true;
	for (const line of source.split('\n')) {
		const isComment = /^\s*(\/\/|\/\*\*|\*)/.test(line);
		if (!isComment) {
			if (paragraphs) comments.push({ paragraphs, next: line });
			paragraphs = null;
			continue;
		}
		const text = line.replace(/^\s*(\/\/|\/\*\*|\*\/|\*)\s?/, '').replace(/\s*\*\/$/, '');
		if (!paragraphs || /^\s*\/\*\*/.test(line)) startsAnew = true;
		paragraphs ??= [];
		const isNew = startsAnew || text.trim() === '' || /^(braze\(|inferred:|ours:|@)/.test(text);
		if (isNew) paragraphs.push(text.trim());
		else paragraphs.push(`${paragraphs.pop() ?? ''} ${text.trim()}`);
		startsAnew = text.trim() === '';
	}
	return comments;
}

/**
 * What a source file's comments say about where its behavior comes from: `braze(page): …`,
 * `inferred: …` and `ours: …`, up to the end of the paragraph.
 */
export function readMarks(source: string): Mark[] {
	return commentsOf(source).flatMap(({ paragraphs, next }) => {
		const subject = /^\t(\w+)\??: .*;$/.exec(next)?.[1] ?? null;
		return paragraphs.flatMap((paragraph) => marksOf(paragraph, subject));
	});
}
