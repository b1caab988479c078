import { SETTABLE_ATTRIBUTES } from '../../model/attributes';
import { isPlainObject } from '../../model/objects';
import { isOperator } from '../../model/operators';
import { isHeld, isSame, isShown } from '../stored';

/** Whether a profile shows a value that was sent, does not, or cannot. */
export type Proof = 'shown' | 'differs' | 'invisible';

/** Standard attributes that Braze stores in another form: how to compare both. */
const SPELLINGS: Readonly<Record<string, (text: string) => string>> = {
	email: (text) => text.toLowerCase(),
	phone: (text) => text.replace(/\D/g, ''),
};

/**
 * Compares a value that was sent with the profile's.
 *
 * @param held undefined if the export has no such field: Braze leaves out empty ones
 * @param merge whether Braze was asked to merge nested objects
 * Source: https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier/
 */
export function proofOf(name: string, value: unknown, held: unknown, merge: boolean): Proof {
	if (!isShown(name)) return 'invisible';
	if (isOperator(value)) return proofOfOperator(value, held);
	const spell = SETTABLE_ATTRIBUTES.has(name) ? SPELLINGS[name] : undefined;
	if (spell !== undefined && typeof value === 'string' && typeof held === 'string') {
		return spell(value) === spell(held) ? 'shown' : 'differs';
	}
	if (isHeld(name, trimmed(value), trimmed(held), merge)) return 'shown';
	// In an export, nothing looks like an empty object or list.
	return held === undefined && isEmpty(value) ? 'shown' : 'differs';
}

/** Braze drops white space around a text. Source: https://www.braze.com/docs/developer_guide/analytics/ */
function trimmed(value: unknown): unknown {
	return typeof value === 'string' ? value.trim() : value;
}

function isEmpty(value: unknown): boolean {
	if (Array.isArray(value)) return value.length === 0;
	return isPlainObject(value) && Object.keys(value).length === 0;
}

/** Added elements must be there, removed ones must not; the result of an increment is unknown. */
function proofOfOperator(operator: Record<string, unknown>, held: unknown): Proof {
	const { add, remove, $add } = operator;
	const list = Array.isArray(held) ? (held as unknown[]) : [];
	const holds = (element: unknown) => list.some((one) => isSame(element, one));
	if (Array.isArray(add) && !add.every(holds)) return 'differs';
	if (Array.isArray(remove) && remove.some(holds)) return 'differs';
	if (Array.isArray($add) && !$add.every(holds)) return 'differs';
	const isAllSeen = Object.keys(operator).every((key) => ['add', 'remove', '$add'].includes(key));
	return isAllSeen ? 'shown' : 'invisible';
}
