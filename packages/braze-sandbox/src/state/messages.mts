import { randomBytes } from 'node:crypto';

import type { Campaign, Json, Message, Profile } from '../types.mts';
import { attributesProblems, setAttributes } from './attributes.mts';
import { chosenContact, isPrioritization } from './choose.mts';
import { find, isAlias } from './lookup.mts';
import type { Problem } from './problems.mts';
import { isObject, isText } from './values.mts';
import type { Workspace } from './workspace.mts';

/** @returns a new dispatch's ID */
export const dispatchId = (): string => randomBytes(16).toString('hex');

/** A recipient's identifiers, named as in `/users/track`. */
function identifiersOf({ external_user_id: id, user_alias: alias, ...rest }: Json): Json {
	return {
		...(isText(id) && { external_id: id }),
		...(isObject(alias) && { user_alias: alias }),
		...(isText(rest.email) && { email: rest.email }),
		...(isText(rest.braze_id) && { braze_id: rest.braze_id }),
	};
}

const ONE_OF = "'external_user_id', 'user_alias', 'email' or 'braze_id'";

function identifierProblem(recipient: Json): string | null {
	const identifiers = identifiersOf(recipient);
	const count = Object.keys(identifiers).length;
	if (count !== 1) return `a recipient needs ${count > 1 ? 'only ' : ''}one of ${ONE_OF}`;
	if (identifiers.user_alias !== undefined && !isAlias(identifiers.user_alias)) {
		return "'user_alias' must be an object with 'alias_name' and 'alias_label'";
	}
	return identifiers.email !== undefined && !isPrioritization(recipient.prioritization)
		? "'prioritization' is required with an 'email'"
		: null;
}

/**
 * What is wrong with a recipient.
 *
 * braze(recipients): a recipient has exactly one of an external ID, an alias, a Braze ID and an email,
 *   the latter with a `prioritization`; `send_to_existing_only: false` needs `attributes`, and no
 *   alias.
 * ours: the texts about recipients.
 */
export function recipientProblem(recipient: unknown, workspace: Workspace): string | null {
	if (!isObject(recipient)) return 'each recipient must be an object';
	const wrong = identifierProblem(recipient);
	if (wrong) return wrong;
	if (recipient.send_to_existing_only === false) {
		if (isObject(recipient.user_alias)) {
			return "'send_to_existing_only' can't be false with a 'user_alias'";
		}
		if (!isObject(recipient.attributes)) {
			return "'attributes' are required when 'send_to_existing_only' is false";
		}
	}
	if (!isObject(recipient.attributes)) return null;
	const object = { ...recipient.attributes, ...identifiersOf(recipient) };
	const [found] = attributesProblems(object, workspace);
	return (found as Problem | undefined)?.sentence ?? null;
}

/**
 * The profile that a message goes to, with the recipient's attributes applied first.
 *
 * @param recipient without a problem
 * @param creates whether attributes create a user that doesn't exist; by default only
 * with `send_to_existing_only: false`
 * @returns undefined for a user that doesn't exist: nothing is sent
 */
export function reach(
	recipient: Json,
	workspace: Workspace,
	creates: boolean = recipient.send_to_existing_only === false,
): Profile | undefined {
	const identifiers = identifiersOf(recipient);
	let profile =
		identifiers.email === undefined
			? find(identifiers, workspace)
			: chosenContact(recipient, workspace);
	if (!profile && creates && isText(identifiers.external_id)) {
		profile = workspace.profiles.create();
		workspace.profiles.setExternalId(profile, identifiers.external_id);
	}
	if (profile && isObject(recipient.attributes)) {
		setAttributes(workspace, profile, recipient.attributes);
	}
	return profile;
}

/** Keeps a message that was sent, and hands a campaign's or Canvas's to the outbox. */
export function note(
	workspace: Workspace,
	kind: Message['kind'],
	campaign: Campaign,
	{
		dispatch,
		recipient,
		profile,
		properties,
	}: { dispatch: string; recipient: Json | null; profile?: Profile; properties: Json },
) {
	const message: Message = {
		dispatch_id: dispatch,
		kind,
		id: campaign.id,
		name: campaign.name,
		time: workspace.clock.date().toISOString(),
		recipient: recipient && identifiersOf(recipient),
		braze_id: profile?.brazeId ?? null,
		properties: structuredClone(properties),
	};
	workspace.noteMessage(message);
	if (kind === 'campaign' || kind === 'canvas') {
		workspace.outbox?.message(message, campaign, profile);
	}
}
