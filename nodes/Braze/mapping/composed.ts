import { isNobody } from '../model/identifier';
import { MissingPart } from '../model/missingPart';
import type { Engine } from './engine';
import { operandsOf, type Piece, piecesOf } from './insertedParts';
import { parsePath } from './path';
import { compileValue, isExpression, type ItemValue, pickedValue } from './value';

/** What JavaScript makes of a value that is not there, standing as a word of its own in a text. */
const LEFT_BY_JAVASCRIPT = /(?<![\p{L}\p{N}])(?:undefined|NaN)(?![\p{L}\p{N}])|\[object \w+\]/u;

/**
 * Compiles a parameter that identifies somebody. As {@link compileValue}, but where values are inserted
 * into a text (`komo-{{ $json.ref }}`, `'komo-' + $json.ref`) of which one is missing, it gives a
 * {@link MissingPart}: what is left of the text would be the same for several people.
 */
export function compileComposed(parameter: unknown, engine: Engine): ItemValue {
	const picked = pickedValue(parameter);
	const whole = compileValue(picked, engine);
	if (engine.evaluate === undefined || !isExpression(picked) || parsePath(picked) !== undefined) {
		return whole;
	}
	const pieces = piecesOf(picked);
	const read = pieces === undefined ? whole : compilePieces(pieces, whole, engine);
	return (...item) => {
		const value = read(...item);
		if (typeof value !== 'string' || !LEFT_BY_JAVASCRIPT.test(value)) return value;
		return new MissingPart('a value of its expression', 'missing');
	};
}

function compilePieces(pieces: readonly Piece[], whole: ItemValue, engine: Engine): ItemValue {
	const compile = (code: string) => compileValue(`={{ ${code} }}`, engine);
	const codes = pieces.flatMap((piece) => ('code' in piece ? [piece.code] : []));
	const operands = codes.flatMap(operandsOf);
	const isSimple = operands.length === codes.length && operands.every((one, n) => one === codes[n]);
	if (isSimple && pieces.length === 1) return whole;
	if (isSimple) {
		const values = pieces.map((piece) =>
			'text' in piece ? piece.text : { shown: piece.code, value: compile(piece.code) },
		);
		return (...item) => join(values, whole, item);
	}
	const values = operands.map((code): Inserted => ({ shown: code, value: compile(code) }));
	return (...item) => {
		for (const { shown, value } of values) {
			const missing = missingPart(shown, value(...item));
			if (missing !== undefined) return missing;
		}
		return whole(...item);
	};
}

/** A value that is put into a text. */
interface Inserted {
	/** As the user wrote it. */
	shown: string;
	value: ItemValue;
}

/** The text that n8n makes of its pieces; what is neither text nor number is left to n8n. */
function join(
	pieces: ReadonlyArray<string | Inserted>,
	whole: ItemValue,
	item: Parameters<ItemValue>,
): unknown {
	let text = '';
	let isPlain = true;
	for (const piece of pieces) {
		if (typeof piece === 'string') text += piece;
		else {
			const value = piece.value(...item);
			const missing = missingPart(piece.shown, value);
			if (missing !== undefined) return missing;
			if (typeof value === 'string' || typeof value === 'number') text += String(value);
			else isPlain = false;
		}
	}
	return isPlain ? text : whole(...item);
}

function missingPart(shown: string, value: unknown): MissingPart | undefined {
	// (NA is a region as well.)
	if (!isNobody(value) || value === 'NA') return undefined;
	const isText = typeof value === 'string' && value.trim() !== '';
	return new MissingPart(`{{ ${shown} }}`, isText ? `"${value}"` : 'empty');
}
