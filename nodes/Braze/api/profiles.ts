import type { IDataObject } from 'n8n-workflow';

import { keyOf, type User } from '../model/user';
import type { Client } from './client';
import { EXPORT_PERMISSION, exportBatches, type SendExport } from './exportUsers';
import { lookUp } from './lookUp';

/** A user in a response of /users/export/ids; a missing field means null or empty. */
export type ExportedProfile = IDataObject & { custom_attributes?: IDataObject };

/** What was read about users, by their key. Users in none of the maps are not in Braze. */
export interface ReadProfiles {
	/** Users with one profile. */
	profiles: Map<string, ExportedProfile>;
	/** Users whose email or phone several profiles share. */
	shared: Map<string, readonly ExportedProfile[]>;
	/** Users who could not be read, and why. */
	unread: Map<string, string>;
}

/**
 * Reads what Braze holds about users. A failed read affects only its own users.
 *
 * @param fields the fields to read, besides those that tell users apart
 */
export async function readProfiles(
	users: Iterable<User>,
	fields: readonly string[],
	client: Client,
): Promise<ReadProfiles> {
	const read: ReadProfiles = { profiles: new Map(), shared: new Map(), unread: new Map() };
	await client.forEach(exportBatches(users), async (batch) => {
		const found = await lookUp(batch, fields, sendWith(client)).catch(asNotRead);
		for (const [index, user] of batch.entries()) {
			const key = keyOf(user);
			if (found instanceof NotRead) read.unread.set(key, found.message);
			else take(key, found[index], read);
		}
	});
	return read;
}

function take(
	key: string,
	found: readonly ExportedProfile[] | undefined,
	{ profiles, shared, unread }: ReadProfiles,
): void {
	if (found === undefined) {
		unread.set(key, "Braze's response contains something other than users");
	} else if (found.length === 1) profiles.set(key, found[0]);
	else if (found.length > 1) shared.set(key, found);
}

/** Why users could not be read. */
class NotRead extends Error {}

/** Other errors are not failed reads, e.g. a cancelled execution or a mistake of ours. */
function asNotRead(error: unknown): NotRead {
	if (error instanceof NotRead) return error;
	throw error;
}

function sendWith(client: Client): SendExport {
	return async (request) => {
		const result = await client.send({ request, permission: EXPORT_PERMISSION, idempotent: true });
		if (result.kind !== 'taken') throw new NotRead(result.message);
		return result;
	};
}
