import { isEmpty } from '../model/emptyValues';
import { isNobody } from '../model/identifier';
import { MissingPart } from '../model/missingPart';
import { isLeftByProgram } from '../model/placeholder';
import type { Engine } from './engine';
import { choiceOf, operandsOf, type Piece, piecesOf } from './insertedParts';
import { parsePath } from './path';
import type { Item, PerItem } from './perItem';
import { readValuesOf } from './readValues';
import { compileValue, isExpression, pickedValue } from './value';

/** What JavaScript writes into a text for a missing value, as a separate word. */
const LEFT_BY_JAVASCRIPT = /(?<![\p{L}\p{N}])(?:undefined|NaN)(?![\p{L}\p{N}])|\[object \w+\]/u;

/**
 * Compiles a parameter that identifies a user. Like {@link compileValue}, but if a text with inserted values
 * (`komo-{{ $json.ref }}`, `'komo-' + $json.ref`) lacks one of them, it returns a {@link MissingPart}: the
 * remaining text would be the same for several people.
 */
export function compileComposed(
	parameter: unknown,
	engine: Engine,
	purpose: Purpose = IDENTIFIER,
): PerItem<unknown> {
	const picked = pickedValue(parameter);
	const whole = compileValue(picked, engine);
	if (engine.evaluate === undefined || !isExpression(picked) || parsePath(picked) !== undefined) {
		return whole;
	}
	const pieces = piecesOf(picked);
	const read = pieces === undefined ? whole : compilePieces(pieces, whole, { engine, ...purpose });
	return (...item) => {
		const value = read(...item);
		if (typeof value !== 'string' || !LEFT_BY_JAVASCRIPT.test(value)) return value;
		return new MissingPart('a value of its expression', 'missing');
	};
}

/**
 * The same for names. A name can contain any word (`quiz_unknown`), so only values that are not there, or
 * that a program wrote for nothing, are missing.
 */
export function compileComposedName(parameter: unknown, engine: Engine): PerItem<unknown> {
	return compileComposed(parameter, engine, NAME);
}

/** What a composed text is for. */
interface Purpose {
	/** Whether a value that is inserted into it is missing. */
	isMissing: (value: unknown) => boolean;
	/** Whether it tells people apart. A name need not: it can leave parts out, and be the same for everybody. */
	identifies: boolean;
}

const IDENTIFIER: Purpose = { isMissing: identifiesNobody, identifies: true };
const NAME: Purpose = { isMissing: isNothing, identifies: false };

function identifiesNobody(value: unknown): boolean {
	// NA is also a region.
	return isNobody(value) && value !== 'NA';
}

function isNothing(value: unknown): boolean {
	if (typeof value === 'string' && isLeftByProgram(value.trim())) return true;
	return isEmpty(value) || Number.isNaN(value);
}

/** How pieces are compiled. */
interface Composing extends Purpose {
	engine: Engine;
}

function compilePieces(
	pieces: readonly Piece[],
	whole: PerItem<unknown>,
	composing: Composing,
): PerItem<unknown> {
	const compile = (code: string) => compileValue(`={{ ${code} }}`, composing.engine);
	const codes = pieces.flatMap((piece) => ('code' in piece ? [piece.code] : []));
	const isSimple =
		codes.flatMap(operandsOf).every((one, n) => one === codes[n]) &&
		codes.every((code) => choiceOf(code) === undefined && readBy(code, composing).length === 0);
	if (isSimple && pieces.length === 1) return whole;
	if (isSimple) {
		const values = pieces.map((piece) =>
			'text' in piece ? piece.text : { shown: piece.code, value: compile(piece.code) },
		);
		return (...item) => join(values, whole, item, composing.isMissing);
	}
	const isAlone = pieces.length === 1;
	const checks = codes.map((code) => compileCheck(code, isAlone, composing));
	return (...item) => {
		for (const check of checks) {
			const missing = check(...item);
			if (missing !== undefined) return missing;
		}
		return whole(...item);
	};
}

/** Says which of the values in a piece of code an item lacks; undefined if none. */
type Check = PerItem<MissingPart | undefined>;

/** @param isAlone whether the code is the whole text, so that an empty value is empty, not missing */
function compileCheck(code: string, isAlone: boolean, composing: Composing): Check {
	const compile = (one: string) => compileValue(`={{ ${one} }}`, composing.engine);
	const choice = choiceOf(code);
	if (choice !== undefined) {
		const condition = compile(choice.condition);
		const [yes, no] = [choice.yes, choice.no].map((one) => compileCheck(one, isAlone, composing));
		return (...item) => (condition(...item) ? yes : no)(...item);
	}
	const value = compile(code);
	const read = readBy(code, composing).map(compile);
	const parts = compileParts(code, isAlone, composing);
	return (...item) => {
		const missing = parts(...item);
		if (missing !== undefined || read.length === 0) return missing;
		const { isMissing } = composing;
		// (Empty values get a message of their own.)
		const isMade = read.every((one) => isMissing(one(...item))) && !isMissing(value(...item));
		return isMade ? new MissingPart(`{{ ${code} }}`, 'made of empty values') : undefined;
	};
}

/** What a piece of code reads that has to tell people apart. */
function readBy(code: string, { identifies }: Composing): readonly string[] {
	return identifies ? readValuesOf(code) : [];
}

/** How the gaps of a list are left out before the rest is joined; the last one is n8n's. */
const WITHOUT_EMPTY =
	/\.(?:filter\(\s*(?:Boolean|\(?(\w+)\)?\s*=>\s*(?:!!)?\1)\s*\)|compact\(\))(?=\s*\.join\()/g;

/** Like {@link compileCheck}, for the values that the code joins. */
function compileParts(code: string, isAlone: boolean, composing: Composing): Check {
	const compile = (one: string) => compileValue(`={{ ${one} }}`, composing.engine);
	const operands = operandsOf(composing.identifies ? code.replace(WITHOUT_EMPTY, '') : code);
	if (isAlone && operands[0] === code) return () => undefined;
	// An empty text in quotes is a missing part, too.
	const codes = operands.length === 0 && !isAlone ? [code] : operands;
	const values = codes.map((one): Inserted => ({ shown: one, value: compile(one) }));
	return (...item) => {
		for (const { shown, value } of values) {
			const missing = missingPart(shown, value(...item), composing.isMissing);
			if (missing !== undefined) return missing;
		}
		return undefined;
	};
}

/** A value that is inserted into a text. */
interface Inserted {
	/** As the user wrote it. */
	shown: string;
	value: PerItem<unknown>;
}

/** Joins pieces into a text as n8n does; values that are neither text nor number are left to n8n. */
function join(
	pieces: ReadonlyArray<string | Inserted>,
	whole: PerItem<unknown>,
	item: Item,
	isMissing: Purpose['isMissing'],
): unknown {
	let text = '';
	let isPlain = true;
	for (const piece of pieces) {
		if (typeof piece === 'string') text += piece;
		else {
			const value = piece.value(...item);
			const missing = missingPart(piece.shown, value, isMissing);
			if (missing !== undefined) return missing;
			if (typeof value === 'string' || typeof value === 'number') text += String(value);
			else isPlain = false;
		}
	}
	return isPlain ? text : whole(...item);
}

function missingPart(
	shown: string,
	value: unknown,
	isMissing: Purpose['isMissing'],
): MissingPart | undefined {
	if (!isMissing(value)) return undefined;
	const isText = typeof value === 'string' && value.trim() !== '';
	return new MissingPart(`{{ ${shown} }}`, isText ? `"${value}"` : 'empty');
}
