/**
 * Explains why a text is not JSON, so that a person can fix it: the place, what is there, and what to do.
 * Nothing else of the text is repeated, since it can contain anything.
 *
 * @param error the error of JSON.parse
 */
export function jsonProblem(text: string, error: Error): string {
	const at = placeOf(text, error);
	const before = text.slice(0, at);
	const line = before.split('\n').length;
	const column = at - before.lastIndexOf('\n');
	const where = `at line ${line}, column ${column}`;
	if (text.slice(at).trim() === '') {
		return `it ends too early, ${where}. Add the missing quote or bracket.`;
	}
	const found = String.fromCodePoint(text.codePointAt(at) ?? 0);
	if (found < ' ') {
		return `there is a line break or tab inside a text ${where}. Write it as \\n or \\t.`;
	}
	return `unexpected ${found} ${where}.${tipFor(found, before.trimEnd().at(-1))}`;
}

/** V8 states a position for some errors; for others, the unexpected token is searched for. */
function placeOf(text: string, { message }: Error): number {
	const position = /at position (\d+)/.exec(message);
	if (position !== null) return Number(position[1]);
	return isUnexpectedToken(message) ? placeOfToken(text) : text.length;
}

function isUnexpectedToken(message: string): boolean {
	return message.startsWith('Unexpected token');
}

/** Finds the token by binary search: a text cut off before it fails at its end, not at a token. */
function placeOfToken(text: string): number {
	let without = 0;
	let within = text.length;
	while (within - without > 1) {
		const middle = Math.floor((without + within) / 2);
		if (hasToken(text.slice(0, middle))) within = middle;
		else without = middle;
	}
	return without;
}

function hasToken(text: string): boolean {
	try {
		JSON.parse(text);
		return false;
	} catch (error) {
		return isUnexpectedToken((error as Error).message);
	}
}

function tipFor(found: string, before: string | undefined): string {
	if (/['‘’“”`]/.test(found)) return ' Use straight double quotes.';
	if (/[\]}]/.test(found) && before === ',') return ' Remove the comma before it.';
	if (before === '"') return ' Add a comma before it, or write a quote inside a text as \\".';
	if (/[\p{L}_]/u.test(found)) return ' Put names and texts in double quotes.';
	return '';
}
