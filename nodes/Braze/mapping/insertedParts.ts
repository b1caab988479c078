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
 * The values that a piece of code joins into a text: the operands of `'komo-' + $json.ref`, or what is in the
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
	const inner = splitAt('+', inBrackets(trimmed));
	return inner === undefined || inner.length === 1 ? inCall(trimmed) : inner.flatMap(operandsOf);
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
	return choiceIn(code) ?? choiceIn(inBrackets(code));
}

function choiceIn(code: string): Choice | undefined {
	const signs = outerSigns(code) ?? [];
	const choosing = signs.filter(({ sign }) => sign === '?' || sign === ':');
	const question = choosing.at(0);
	if (question?.sign !== '?') return undefined;
	// A nested choice has its own colon.
	let open = 0;
	for (const { sign, at } of choosing) {
		open += sign === '?' ? 1 : -1;
		if (open > 0) continue;
		const condition = code.slice(0, question.at).trim();
		const yes = code.slice(question.at + 1, at).trim();
		return { condition, yes, no: code.slice(at + 1).trim() };
	}
	return undefined;
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
	return operands[0] === subject.trim() ? [code] : operands;
}

/** @param whole returned if it is not certain that each element is a value */
function inList(list: string, whole: string): string[] {
	const elements = splitAt(',', list);
	// The elements of a spread list cannot be told apart.
	const isSpread = (element: string) => element.trim().startsWith('...');
	return elements === undefined || elements.some(isSpread) ? [whole] : elements.flatMap(operandsOf);
}

/** What is between brackets at both ends, if anything. They need not be a pair: then it has unmatched ones. */
function inBrackets(code: string): string {
	return code.startsWith('(') && code.endsWith(')') ? code.slice(1, -1) : '';
}

/** What an operand can have outside of brackets and texts; `?.` reads a property. */
const IN_OPERAND = /[\p{L}\p{N}\s_$.]/u;

/**
 * The operands of a chain of pluses, or the elements between commas.
 *
 * @returns undefined if there are other operators, or anything complex
 */
function splitAt(separator: '+' | ',', code: string): string[] | undefined {
	const signs = outerSigns(code);
	if (signs === undefined) return undefined;
	const operands: string[] = [];
	let start = 0;
	for (const { sign, at } of signs) {
		if (sign === separator) {
			operands.push(code.slice(start, at));
			start = at + 1;
		} else if (separator === '+' && !IN_OPERAND.test(sign)) return undefined;
	}
	operands.push(code.slice(start));
	// A plus without a value before it converts what follows to a number.
	return operands.some((operand) => operand.trim() === '') ? undefined : operands;
}

/** A text in quotes, `?.`, `??`, or a single sign. */
const TOKEN = /(['"`])(?:\\.|(?!\1)[^\\])*\1|\?[?.]|./gs;

interface Sign {
	sign: string;
	at: number;
}

/**
 * The signs of a piece of code outside of brackets and texts.
 *
 * @returns undefined if only a parser can tell: for a slash (of a comment or a regular expression), a text
 *   that does not end, and an unmatched bracket
 */
function outerSigns(code: string): Sign[] | undefined {
	const signs: Sign[] = [];
	let depth = 0;
	for (const { 0: sign, index: at } of code.matchAll(TOKEN)) {
		const isText = /['"`]./s.test(sign);
		if (isText) continue;
		if (/['"`/]/.test(sign)) return undefined;
		if (/[([{]/.test(sign)) depth++;
		else if (/[)\]}]/.test(sign)) depth--;
		else if (depth === 0) signs.push({ sign, at });
		if (depth < 0) return undefined;
	}
	return depth === 0 ? signs : undefined;
}

/** The values that a template literal inserts. A nested literal counts as one value. */
function insertedIn(template: string): string[] {
	const inner = [...template.matchAll(/\$\{([^`{}]*)\}/g)].map(([, code]) => code);
	const braces = template.match(/\$\{/g) ?? [];
	return inner.length === braces.length ? inner.flatMap(operandsOf) : [template];
}
