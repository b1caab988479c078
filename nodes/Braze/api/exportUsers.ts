import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { DeliverySettings } from '../runtime/requestOptions';
import type { ExportedProfile } from '../track/changes';
import type { UserIdentifier } from '../model/identifier';
import { ask } from './ask';
import type { N8nClient } from '../runtime/client';

/** Users that one request may ask for. Source: /users/export/ids, "Request parameters". */
const USERS_PER_REQUEST = 50;

const PERMISSION = 'users.export.ids';

interface Question {
	body: IDataObject;
	users: UserIdentifier[];
}

/**
 * Reads what Braze holds about users, 50 at a time (e-mails, phones and Braze IDs one by one: the
 * endpoint takes no lists of those).
 *
 * @param fields the only fields that are read
 * @returns profiles by the user's key; users that Braze does not know, or that several profiles
 *   share an e-mail or phone with, are not there
 * @throws NodeOperationError if the key may not read; a read that fails for a passing reason only
 *   leaves its users out, so that they are sent whole
 */
export async function readProfiles(
	context: IExecuteFunctions,
	client: N8nClient,
	users: Iterable<UserIdentifier>,
	fields: readonly string[],
	settings: DeliverySettings,
): Promise<Map<string, ExportedProfile>> {
	const profiles = new Map<string, ExportedProfile>();
	const pending = questions(users, fields);
	const worker = async () => {
		for (const { body, users: asked } of pending) {
			const send = async () =>
				await client.call({ method: 'POST', path: '/users/export/ids', body });
			const answer = await ask(send, PERMISSION, settings, client);
			if (answer.kind === 'denied') {
				throw new NodeOperationError(context.getNode(), answer.message, {
					description: 'The option "Send Only Changes" reads the users before it writes to them.',
				});
			}
			if (answer.kind === 'taken') collect(answer.body, asked, profiles);
		}
	};
	await Promise.all(Array.from({ length: settings.parallelRequests }, worker));
	return profiles;
}

function* questions(
	users: Iterable<UserIdentifier>,
	fields: readonly string[],
): Generator<Question> {
	const ask = (users: UserIdentifier[], who: IDataObject): Question => ({
		users,
		body: { ...who, fields_to_export: [...fields, 'external_id', 'user_aliases', 'braze_id'] },
	});
	const listed: UserIdentifier[] = [];
	for (const user of users) {
		const { email, phone, braze_id } = user.fields;
		if (user.by === 'email') yield ask([user], { email_address: email });
		else if (user.by === 'phone') yield ask([user], { phone });
		else if (user.by === 'brazeId') yield ask([user], { braze_id });
		else listed.push(user);
		if (listed.length === USERS_PER_REQUEST) yield askListed(listed.splice(0), ask);
	}
	if (listed.length > 0) yield askListed(listed, ask);
}

function askListed(
	users: UserIdentifier[],
	ask: (users: UserIdentifier[], who: IDataObject) => Question,
): Question {
	const idsOf = (name: string) =>
		users.flatMap(({ fields }) => (fields[name] === undefined ? [] : [fields[name]]));
	const external_ids = idsOf('external_id');
	const user_aliases = idsOf('user_alias');
	return ask(users, {
		...(external_ids.length > 0 && { external_ids }),
		...(user_aliases.length > 0 && { user_aliases }),
	} as IDataObject);
}

function collect(
	body: unknown,
	asked: readonly UserIdentifier[],
	profiles: Map<string, ExportedProfile>,
): void {
	const found = ((body as { users?: unknown } | undefined)?.users ?? []) as ExportedProfile[];
	for (const user of asked) {
		const matching = found.filter((profile) => isProfileOf(profile, user));
		if (matching.length === 1) profiles.set(user.key, matching[0]);
	}
}

/** Asked for alone, every profile in the answer is the user's. */
function isProfileOf(profile: ExportedProfile, { by, fields }: UserIdentifier): boolean {
	if (by === 'externalId') return profile.external_id === fields.external_id;
	if (by !== 'userAlias') return true;
	const { alias_name, alias_label } = fields.user_alias as IDataObject;
	return ((profile.user_aliases ?? []) as IDataObject[]).some(
		(alias) => alias.alias_name === alias_name && alias.alias_label === alias_label,
	);
}
