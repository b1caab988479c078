import type { Engine } from '../mapping/engine';
import type { PerItem } from '../mapping/perItem';
import { compileValue } from '../mapping/value';
import { NEITHER, yesOrNo } from '../model/boolean';
import { ItemError } from '../model/itemError';

const always: PerItem<boolean> = () => true;

/**
 * Compiles a row's *Send If*. Rows of older workflows have none, and always count.
 *
 * @param parameter a boolean, or an expression that can return anything
 * @param holds decides whether a result means yes; may throw ItemError for anything that is neither
 */
export function compileCondition(
	parameter: unknown,
	engine: Engine,
	holds: (value: unknown) => boolean = isNotNo,
): PerItem<boolean> {
	if (parameter === undefined) return always;
	const value = compileValue(parameter, engine, 'Send If');
	return (...item) => holds(value(...item));
}

/** For events and purchases: any score or text means yes, unless it says no. */
export function isNotNo(value: unknown): boolean {
	return yesOrNo(value) !== false;
}

/**
 * For consent: only a clear yes counts.
 *
 * @throws ItemError for anything that is neither yes nor no, so that nothing changes unnoticed
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
