import { isEmpty } from '../model/emptyValues';
import { isNobody } from '../model/identifier';
import { MissingPart } from '../model/missingPart';
import { isLeftByProgram } from '../model/placeholder';
import type { Engine } from './engine';
import { choiceOf, operandsOf, type Piece, piecesOf } from './insertedParts';
import { parsePath } from './path';
import type { Item, PerItem } from './perItem';
import { compileValue, isExpression, pickedValue } from './value';

/** What JavaScript makes of a value that is not there, standing as a word of its own in a text. */
const LEFT_BY_JAVASCRIPT = /(?<![\p{L}\p{N}])(?:undefined|NaN)(?![\p{L}\p{N}])|\[object \w+\]/u;

/**
 * Compiles a parameter that identifies somebody. As {@link compileValue}, but where values are inserted
 * into a text (`komo-{{ $json.ref }}`, `'komo-' + $json.ref`) of which one is missing, it gives a
 * {@link MissingPart}: what is left of the text would be the same for several people.
 */
export function compileComposed(
	parameter: unknown,
	engine: Engine,
	isMissing: IsMissing = identifiesNobody,
): PerItem<unknown> {
	const picked = pickedValue(parameter);
	const whole = compileValue(picked, engine);
	if (engine.evaluate === undefined || !isExpression(picked) || parsePath(picked) !== undefined) {
		return whole;
	}
	const pieces = piecesOf(picked);
	const read = pieces === undefined ? whole : compilePieces(pieces, whole, { engine, isMissing });
	return (...item) => {
		const value = read(...item);
		if (typeof value !== 'string' || !LEFT_BY_JAVASCRIPT.test(value)) return value;
		return new MissingPart('a value of its expression', 'missing');
	};
}

/**
 * The same for what names something: a name may hold any word (`quiz_unknown`), so that only what is not
 * there, or what a program left for it, is missing.
 */
export function compileComposedName(parameter: unknown, engine: Engine): PerItem<unknown> {
	return compileComposed(parameter, engine, isNothing);
}

/** Whether a value that is inserted into a text is missing. */
type IsMissing = (value: unknown) => boolean;

function identifiesNobody(value: unknown): boolean {
	// (NA is a region as well.)
	return isNobody(value) && value !== 'NA';
}

function isNothing(value: unknown): boolean {
	if (typeof value === 'string' && isLeftByProgram(value.trim())) return true;
	return isEmpty(value) || Number.isNaN(value);
}

/** What pieces are compiled with. */
interface Composing {
	engine: Engine;
	isMissing: IsMissing;
}

function compilePieces(
	pieces: readonly Piece[],
	whole: PerItem<unknown>,
	composing: Composing,
): PerItem<unknown> {
	const compile = (code: string) => compileValue(`={{ ${code} }}`, composing.engine);
	const codes = pieces.flatMap((piece) => ('code' in piece ? [piece.code] : []));
	const operands = codes.flatMap(operandsOf);
	const isSimple =
		operands.length === codes.length &&
		operands.every((one, n) => one === codes[n]) &&
		codes.every((code) => choiceOf(code) === undefined);
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

/** Says which value that a piece of code puts together is missing, for an item; undefined if none is. */
type Check = PerItem<MissingPart | undefined>;

/** @param isAlone whether nothing stands beside the code, so that nothing is missing where it is empty */
function compileCheck(code: string, isAlone: boolean, composing: Composing): Check {
	const compile = (one: string) => compileValue(`={{ ${one} }}`, composing.engine);
	const choice = choiceOf(code);
	if (choice !== undefined) {
		const condition = compile(choice.condition);
		const [yes, no] = [choice.yes, choice.no].map((one) => compileCheck(one, isAlone, composing));
		return (...item) => (condition(...item) ? yes : no)(...item);
	}
	const operands = operandsOf(code);
	if (isAlone && operands.length === 1 && operands[0] === code.trim()) return () => undefined;
	// (An empty text in quotes is a part that is missing, too.)
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

/** A value that is put into a text. */
interface Inserted {
	/** As the user wrote it. */
	shown: string;
	value: PerItem<unknown>;
}

/** The text that n8n makes of its pieces; what is neither text nor number is left to n8n. */
function join(
	pieces: ReadonlyArray<string | Inserted>,
	whole: PerItem<unknown>,
	item: Item,
	isMissing: IsMissing,
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

function missingPart(shown: string, value: unknown, isMissing: IsMissing): MissingPart | undefined {
	if (!isMissing(value)) return undefined;
	const isText = typeof value === 'string' && value.trim() !== '';
	return new MissingPart(`{{ ${shown} }}`, isText ? `"${value}"` : 'empty');
}
