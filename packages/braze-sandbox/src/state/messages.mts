import { randomBytes } from 'node:crypto';
import { attributesProblems, setAttributes } from './attributes.mts';
import { find, isAlias } from './lookup.mts';
import { chosenContact } from './choose.mts';
import type { Problem } from './problems.mts';
import { isObject, isText } from './values.mts';
import type { Campaign, Json, Message, Profile } from '../types.mts';
import type { Workspace } from './workspace.mts';

/** @returns the id of one dispatch */
export const dispatchId = (): string => randomBytes(16).toString('hex');

/** @returns the identifier it has, in the words of a profile */
function identifierOf({ external_user_id: id, user_alias: alias, email }: Json): Json {
	if (isText(id)) return { external_id: id };
	if (isObject(alias)) return { user_alias: alias };
	return isText(email) ? { email } : {};
}

/**
 * What is wrong with a recipient.
 *
 * braze(recipients): `send_to_existing_only: false` needs `attributes`, and no alias.
 * ours: the texts about recipients.
 */
export function recipientProblem(recipient: unknown, workspace: Workspace): string | null {
	if (!isObject(recipient)) return 'each recipient must be an object';
	const identifier = identifierOf(recipient);
	if (Object.keys(identifier).length === 0) {
		return "a recipient needs an 'external_user_id', a 'user_alias' or an 'email'";
	}
	if (identifier.user_alias !== undefined && !isAlias(identifier.user_alias)) {
		return "'user_alias' must be an object with 'alias_name' and 'alias_label'";
	}
	if (recipient.send_to_existing_only === false) {
		if (identifier.user_alias) return "'send_to_existing_only' can't be false with a 'user_alias'";
		if (!isObject(recipient.attributes)) {
			return "'attributes' are required when 'send_to_existing_only' is false";
		}
	}
	if (!isObject(recipient.attributes)) return null;
	const [found] = attributesProblems({ ...recipient.attributes, ...identifier }, workspace);
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
	const identifier = identifierOf(recipient);
	const hasOrder = identifier.email !== undefined && recipient.prioritization !== undefined;
	let profile = hasOrder ? chosenContact(recipient, workspace) : find(identifier, workspace);
	if (!profile && creates && isText(identifier.external_id)) {
		profile = workspace.profiles.create();
		workspace.profiles.setExternalId(profile, identifier.external_id);
	}
	if (profile && isObject(recipient.attributes)) {
		setAttributes(workspace, profile, recipient.attributes);
	}
	return profile;
}

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
	workspace.noteMessage({
		dispatch_id: dispatch,
		kind,
		id: campaign.id,
		name: campaign.name,
		time: workspace.clock.date().toISOString(),
		recipient: recipient && identifierOf(recipient),
		braze_id: profile?.brazeId ?? null,
		properties: structuredClone(properties),
	});
}
