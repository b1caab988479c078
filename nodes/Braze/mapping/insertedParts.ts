/** A piece of an expression's text. */
export type Piece = { text: string } | { code: string };

/**
 * Splits a text with inserted values into pieces: `=komo-{{ $json.ref }}` is a text and a piece of code.
 *
 * @param expression a parameter's text, with n8n's leading `=`
 * @returns undefined if only n8n can tell, because brackets are escaped or not closed
 */
export function piecesOf(expression: string): Piece[] | undefined {
	if (/\\[{}]/.test(expression)) return undefined;
	const pieces: Piece[] = [];
	let end = 1;
	for (;;) {
		const open = expression.indexOf('{{', end);
		if (open === -1) break;
		const close = expression.indexOf('}}', open + 2);
		if (close === -1) return undefined;
		if (open > end) pieces.push({ text: expression.slice(end, open) });
		pieces.push({ code: expression.slice(open + 2, close).trim() });
		end = close + 2;
	}
	const rest = expression.slice(end);
	return rest === '' ? pieces : [...pieces, { text: rest }];
}

/**
 * The values that a piece of code joins to a text: the operands of `'komo-' + $json.ref`, or what is in the
 * braces of a template literal. Literal texts are not values.
 *
 * @returns the code itself if it does not join values for certain
 */
export function operandsOf(code: string): string[] {
	const trimmed = code.trim();
	const operands = splitAt('+', trimmed);
	if (operands === undefined) return [trimmed];
	if (operands.length > 1) return operands.flatMap(operandsOf);
	if (/^(['"]).*\1$/s.test(trimmed)) return [];
	if (/^`.*`$/s.test(trimmed)) return insertedIn(trimmed);
	return inBrackets(trimmed) ?? inCall(trimmed);
}

/** A choice between two values: `$json.a ? 'a-' + $json.a : ''`. */
interface Choice {
	condition: string;
	yes: string;
	no: string;
}

/**
 * Splits a choice into its parts.
 *
 * @returns undefined for anything else, and if it is not certain
 */
export function choiceOf(code: string): Choice | undefined {
	const inner = /^\((.*)\)$/s.exec(code.trim())?.[1];
	return choiceIn(code) ?? (inner === undefined ? undefined : choiceIn(inner));
}

function choiceIn(whole: string): Choice | undefined {
	const asks = signsIn(whole);
	if (asks === undefined) return undefined;
	const question = asks.findIndex(({ sign }) => sign === '?');
	if (question < 0) return undefined;
	// A nested choice has its own colon.
	let open = 0;
	for (const { sign, at } of asks.slice(question + 1)) {
		if (sign === '?') open++;
		else if (open-- === 0) {
			const condition = whole.slice(0, asks[question].at).trim();
			const yes = whole.slice(asks[question].at + 1, at).trim();
			return { condition, yes, no: whole.slice(at + 1).trim() };
		}
	}
	return undefined;
}

/** The question marks and colons of choices, outside of brackets and texts. */
function signsIn(code: string): Array<{ sign: string; at: number }> | undefined {
	const signs: Array<{ sign: string; at: number }> = [];
	let depth = 0;
	for (let at = 0; at < code.length; at++) {
		const sign = code[at];
		if (/['"`]/.test(sign)) {
			at = endOfText(code, at);
			if (at < 0) return undefined;
		} else if (/[([{]/.test(sign)) depth++;
		else if (/[)\]}]/.test(sign)) {
			if (--depth < 0) return undefined;
		} else if (sign === '/') return undefined;
		else if (sign === '?' && /[.?]/.test(code[at + 1] ?? '')) at++;
		else if (depth === 0 && (sign === '?' || sign === ':')) signs.push({ sign, at });
	}
	return depth === 0 ? signs : undefined;
}

const CALL = /^(.*)\.(\w+)\(([^()]*)\)$/s;

/** The values in a method call's subject: in `('komo-' + $json.ref).trim()`, those in the brackets. */
function inCall(code: string): string[] {
	const call = CALL.exec(code);
	if (call === null) return [code];
	const [, subject, method, given] = call;
	if (method === 'join' && /^\[.*\]$/s.test(subject)) return inList(subject.slice(1, -1), code);
	const operands = operandsOf(subject);
	if (method === 'concat') return [...operands, ...inList(given, code)];
	if (operands.length === 1 && operands[0] === subject.trim()) return [code];
	return operands;
}

/** @param whole returned if it is not certain that each element is a value */
function inList(list: string, whole: string): string[] {
	const elements = splitAt(',', list);
	// The elements of a spread list cannot be told apart.
	const isSure = elements?.every((element) => !element.trim().startsWith('...'));
	return elements !== undefined && isSure ? elements.flatMap(operandsOf) : [whole];
}

/** The brackets at both ends need not be a pair: then one side has an unmatched bracket. */
function inBrackets(code: string): string[] | undefined {
	if (!/^\(.*\)$/s.test(code)) return undefined;
	const operands = splitAt('+', code.slice(1, -1).trim());
	return operands === undefined || operands.length < 2 ? undefined : operands.flatMap(operandsOf);
}

/**
 * The operands of a chain of pluses, or the elements between commas.
 *
 * @returns undefined if there are other operators, or anything complex
 */
function splitAt(separator: '+' | ',', code: string): string[] | undefined {
	const operands: string[] = [];
	let start = 0;
	let depth = 0;
	for (let at = 0; at < code.length; at++) {
		const sign = code[at];
		if (/['"`]/.test(sign)) {
			at = endOfText(code, at);
			if (at < 0) return undefined;
		} else if (/[([{]/.test(sign)) depth++;
		else if (/[)\]}]/.test(sign)) {
			if (--depth < 0) return undefined;
		} else if (sign === '/') return undefined;
		else if (depth === 0 && sign === separator) {
			operands.push(code.slice(start, at));
			start = at + 1;
		} else if (separator === '+' && depth === 0 && !/[\p{L}\p{N}\s_$.]/u.test(sign)) {
			// `?.` reads a property.
			if (sign !== '?' || code[at + 1] !== '.') return undefined;
		}
	}
	operands.push(code.slice(start));
	// A plus without a value before it converts what follows to a number.
	if (depth !== 0 || operands.some((operand) => operand.trim() === '')) return undefined;
	return operands;
}

/** The end of the quoted text that begins here; -1 if it does not end, or contains another template. */
function endOfText(code: string, start: number): number {
	const quote = code[start];
	for (let at = start + 1; at < code.length; at++) {
		if (code[at] === '\\') at++;
		else if (code[at] === quote) return at;
	}
	return -1;
}

/** The values that a template literal inserts. A nested literal counts as one value. */
function insertedIn(template: string): string[] {
	const inner = [...template.matchAll(/\$\{([^`{}]*)\}/g)].map(([, code]) => code);
	const braces = template.match(/\$\{/g) ?? [];
	return inner.length === braces.length ? inner.flatMap(operandsOf) : [template];
}
