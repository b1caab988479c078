import type { IDataObject } from 'n8n-workflow';

import type { Client } from './client';
import { EXPORT_PERMISSION, exportBatches, exportUsers, type SendExport } from './exportUsers';
import type { UserIdentifier } from '../model/identifier';

/** A user as /users/export/ids gives it; a missing field means null or empty there. */
export type ExportedProfile = IDataObject & { custom_attributes?: IDataObject };

/** What reading the users of a run gave, by the user's key. */
export interface ReadProfiles {
	/** Users that Braze knows; not those that several profiles share an email or phone with. */
	profiles: Map<string, ExportedProfile>;
	/** Users who could not be read, and why. */
	unread: Map<string, string>;
	/** Users whose email or phone several profiles share. */
	shared: Set<string>;
}

/**
 * Reads what Braze holds about users. A read that fails costs only its own users theirs.
 *
 * @param fields the only fields that are read, beside what tells users apart
 */
export async function readProfiles(
	users: Iterable<UserIdentifier>,
	fields: readonly string[],
	client: Client,
): Promise<ReadProfiles> {
	const profiles = new Map<string, ExportedProfile>();
	const unread = new Map<string, string>();
	const shared = new Set<string>();
	await client.forEach(exportBatches(users), async (batch) => {
		const read = await exportUsers(batch, fields, sendWith(client)).catch(asNotRead);
		for (const [index, { key }] of batch.entries()) {
			if (read instanceof NotRead) {
				unread.set(key, read.message);
				continue;
			}
			const found = read.found[index];
			if (found.length === 1) profiles.set(key, found[0]);
			else if (found.length > 1) shared.add(key);
			else if (read.strange) {
				unread.set(key, "Braze's response contains something other than users");
			}
		}
	});
	return { profiles, unread, shared };
}

/** Why a request was not answered. */
class NotRead extends Error {}

/** Only what Braze did is a failed read; a cancelled execution, or a mistake of ours, is none. */
function asNotRead(error: unknown): NotRead {
	if (error instanceof NotRead) return error;
	throw error;
}

function sendWith(client: Client): SendExport {
	return async (request) => {
		const answer = await client.send({ request, permission: EXPORT_PERMISSION, idempotent: true });
		if (answer.kind !== 'taken') throw new NotRead(answer.message);
		return answer;
	};
}
