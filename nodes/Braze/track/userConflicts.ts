import type { IDataObject } from 'n8n-workflow';

import type { Problems } from '../model/itemError';
import type { IdentifyBy, User } from '../model/user';

/**
 * Takes out attributes by which Braze would look up another user, or that it would not accept together
 * with the identifier; and the identifier itself, which the object already has.
 *
 * Without a primary identifier, Braze looks users up by email or phone, and the email wins over the
 * phone. So an attribute must not hold a different one.
 * Source: https://www.braze.com/docs/api/endpoints/user_data/post_user_track/
 *
 * @param problems collects their errors, each with a name
 */
export function withoutConflicts(
	user: User,
	attributes: IDataObject,
	problems: Problems,
): IDataObject {
	const { by } = user;
	const isLookedUp = by === 'email' || by === 'phone';
	// By far the most common case.
	if (!isLookedUp && attributes.push_token_import === undefined) return attributes;
	const refused = new Set<string>();
	const refuse = (name: string, problem: string) => {
		const whole = problems.within(`Attribute "${name}" `);
		whole.add(problem, { field: name, value: attributes[name] });
		refused.add(name);
	};
	if (by === 'phone' && typeof attributes.email === 'string') {
		refuse(
			'email',
			'cannot be set when the user is identified by phone, since Braze would look the user up by this email instead. Identify by an alias or external ID, or remove the attribute.',
		);
	}
	const isSet = isLookedUp && attributes[by] !== undefined;
	if (isSet && attributes[by] !== user.value) {
		refuse(
			by,
			`differs from the ${by} that the user is identified by. Remove the attribute, or identify by an alias or external ID to change it.`,
		);
	}
	const imported = problemOfImport(by, attributes);
	if (imported !== undefined) refuse('push_token_import', imported);
	if (!isSet && refused.size === 0) return attributes;
	return Object.fromEntries(
		Object.entries(attributes).filter(([name]) => name !== by && !refused.has(name)),
	);
}

/**
 * Braze imports push tokens only for users who have no ID of their own.
 * Source: as above, error code BAD_PUSH_TOKEN_IMPORT
 */
function problemOfImport(by: IdentifyBy, attributes: IDataObject): string | undefined {
	const { push_token_import: wanted, push_tokens: tokens } = attributes;
	if (wanted === undefined || wanted === null || wanted === false) return undefined;
	if (wanted !== true) return 'must be true or false.';
	if (by === 'externalId' || by === 'brazeId') {
		return 'cannot be set for users identified by an external ID or Braze ID. Remove it; push_tokens is enough to add the tokens.';
	}
	return Array.isArray(tokens) && tokens.length > 0 ? undefined : 'requires push_tokens as well.';
}
