import { failing, ItemError } from '../model/itemError';
import { checkLevels } from '../model/objects';
import type { Engine } from './engine';
import { compileValue, isExpression, type ItemValue } from './value';

/**
 * Compiles a JSON parameter: a literal is parsed once, an expression for each item.
 *
 * @returns a function of the item; nothing (`undefined`) for blank text
 * @throws ItemError, that function, for text that is no JSON; follows the field's name
 */
export function compileJson(parameter: unknown, engine: Engine): ItemValue {
	const value = compileValue(parameter, engine);
	if (!isExpression(parameter) && typeof parameter === 'string') return parseOnce(parameter);
	return (json, itemIndex) => {
		const given = value(json, itemIndex);
		return typeof given === 'string' ? parseJson(given) : given;
	};
}

/** Text that is no JSON is wrong with every item, so that it is reported. */
function parseOnce(text: string): ItemValue {
	try {
		const parsed = parseJson(text);
		return () => parsed;
	} catch (error) {
		return failing(error);
	}
}

function parseJson(text: string): unknown {
	if (text.trim() === '') return undefined;
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch (error) {
		return notJson(error as Error);
	}
	return checkLevels(parsed);
}

/** What the text holds is not repeated: it can be anything. */
function notJson({ message }: Error): never {
	throw new ItemError(`is not valid JSON: ${message.replace(/".*"/s, '…')}`);
}
