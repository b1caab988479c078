import type { Engine } from '../mapping/engine';
import type { PerItem } from '../mapping/perItem';
import { compileValue, isExpression } from '../mapping/value';
import { NEITHER, yesOrNo } from '../model/boolean';
import { ItemError } from '../model/itemError';

const always: PerItem<boolean> = () => true;
const never: PerItem<boolean> = () => false;

/**
 * Compiles a row's Send If. A row of an older workflow has none, so it always counts.
 *
 * @param parameter a boolean, or an expression that may give anything
 * @param holds what it gives as yes or no; throws ItemError for what is neither
 */
export function compileCondition(
	parameter: unknown,
	engine: Engine,
	holds: (value: unknown) => boolean = isNotNo,
): PerItem<boolean> {
	if (parameter === undefined) return always;
	if (!isExpression(parameter))
		return yesOrNo(parameter) === false ? never : () => holds(parameter);
	const value = compileValue(parameter, engine, 'Send If');
	return (...item) => holds(value(...item));
}

/** For events and purchases: a score or a text is a yes, if it is not a no. */
export function isNotNo(value: unknown): boolean {
	return yesOrNo(value) !== false;
}

/**
 * For consent: only what is clearly a yes.
 *
 * @throws ItemError for what is neither, so that nothing changes and the user learns of it
 */
export function isClearYes(value: unknown): boolean {
	const said = yesOrNo(value);
	if (said === undefined) {
		throw new ItemError(
			`Send If ${NEITHER} A subscription changes only after a clear answer, such as yes, true or 1.`,
			{ value },
		);
	}
	return said;
}
