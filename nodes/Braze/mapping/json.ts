import { failing, ItemError } from '../model/itemError';
import { checkLevels } from '../model/objects';
import type { Engine } from './engine';
import { jsonProblem } from './jsonProblem';
import type { PerItem } from './perItem';
import { compileValue, isExpression } from './value';

/** Whether a parameter is text with inserted values, rather than one expression. */
function isTemplate(parameter: string): boolean {
	return !parameter.startsWith('={{') || parameter.indexOf('}}') !== parameter.length - 2;
}

const HOW_TO_INSERT =
	' Insert values as {{ JSON.stringify($json.field) }}, without quotes around them.';

/**
 * Compiles a JSON parameter: a literal is parsed once, an expression for each item.
 *
 * @returns a function of the item that returns undefined for blank text, and throws ItemError for text that
 *   is not JSON; the message follows the field's name
 */
export function compileJson(parameter: unknown, engine: Engine): PerItem<unknown> {
	const value = compileValue(parameter, engine);
	if (!isExpression(parameter) && typeof parameter === 'string') return parseOnce(parameter);
	const tip = isExpression(parameter) && isTemplate(parameter) ? HOW_TO_INSERT : '';
	return (json, itemIndex) => {
		const given = value(json, itemIndex);
		return typeof given === 'string' ? parseJson(given, tip) : given;
	};
}

/** A literal that is not JSON fails for every item, so that it is reported. */
function parseOnce(text: string): PerItem<unknown> {
	try {
		const parsed = parseJson(text);
		return () => parsed;
	} catch (error) {
		return failing(error);
	}
}

function parseJson(text: string, tip = ''): unknown {
	if (text.trim() === '') return undefined;
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch (error) {
		return notJson(`${jsonProblem(text, error as Error)}${tip}`);
	}
	return checkLevels(parsed);
}

function notJson(problem: string): never {
	throw new ItemError(`is not valid JSON: ${problem}`);
}
