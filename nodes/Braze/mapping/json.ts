import { failing, ItemError } from '../model/itemError';
import type { Evaluate, ItemValue } from './value';
import { compileValue, isExpression } from './value';

/**
 * Compiles a JSON parameter: a literal is parsed once, an expression for each item.
 *
 * @returns a function of the item; nothing (`undefined`) for blank text
 * @throws ItemError, that function, for text that is no JSON; follows the field's name
 */
export function compileJson(parameter: unknown, evaluate: Evaluate): ItemValue {
	const value = compileValue(parameter, evaluate);
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
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		return notJson(error as Error);
	}
}

/** What the text holds is not repeated: it can be anything. */
function notJson({ message }: Error): never {
	throw new ItemError(`is not valid JSON: ${message.replace(/".*"/s, '…')}`);
}
