import type { MappedField } from '../mapping/assignments';
import { isEmpty } from '../model/emptyValues';
import type { Problems } from '../model/itemError';
import { isPlainObject } from '../model/objects';
import { isOperator } from '../model/operators';
import { merges } from './nestedObjects';
import type { ItemSettings } from './settings';

/**
 * Remarks on empty values inside objects and lists that are not sent, although empty values are to be
 * cleared or sent: Braze drops a whole attribute for one null inside it, and cannot clear one key of an
 * object that it merges. (An object that replaces the one in Braze clears by what it leaves out.)
 *
 * @param problems collects a remark for each field
 */
export function tellKept(
	fields: readonly MappedField[],
	{ emptyValues, mergeNestedObjects }: Pick<ItemSettings, 'emptyValues' | 'mergeNestedObjects'>,
	problems: Problems,
): void {
	for (const { name, path, value } of fields) {
		const isDotted = path.length > 1;
		if (emptyValues === 'send') {
			if ((isDotted && value === null) || holds(value, (inner) => inner === null)) {
				problems.remark(
					name,
					`Attribute "${name}" has a null inside an object or list, for which Braze would drop the whole attribute. The null was not sent.`,
				);
			}
			continue;
		}
		if (!merges(path, mergeNestedObjects) || isOperator(value)) continue;
		if ((isDotted && isEmpty(value)) || (isPlainObject(value) && holds(value, isEmpty))) {
			problems.remark(
				name,
				`Attribute "${name}" is empty, or has an empty value inside, and keeps what Braze has: Braze cannot clear one key of an object that it merges. To clear it, clear the whole object.`,
			);
		}
	}
}

/** Whether a value holds one that passes a test. */
function holds(value: unknown, test: (inner: unknown) => boolean): boolean {
	if (!Array.isArray(value) && !isPlainObject(value)) return false;
	return Object.values(value).some((inner) => test(inner) || holds(inner, test));
}
