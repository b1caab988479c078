import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

const POLL_MS = 100;

/** The parts of a profile that matter here, as Braze exports it. */
interface Profile {
	email?: string;
	first_name?: string;
	last_name?: string;
	custom_attributes?: Record<string, unknown>;
	user_aliases?: Array<{ alias_label: string; alias_name: string }>;
}

/** How to reach a Braze. */
interface Braze {
	url: string;
	apiKey: string;
}

/**
 * Reads the profile that has this email address as its alias
 * (https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier/).
 */
export async function readProfile(
	{ url, apiKey }: Braze,
	email: string,
): Promise<Profile | undefined> {
	const { data } = await axios.post<{ users: Profile[] }>(
		`${url}/users/export/ids`,
		{
			user_aliases: [{ alias_name: email, alias_label: 'email' }],
			fields_to_export: ['email', 'first_name', 'last_name', 'custom_attributes', 'user_aliases'],
		},
		{ headers: { Authorization: `Bearer ${apiKey}` } },
	);
	return data.users.at(0);
}

/**
 * Waits for a profile to appear.
 *
 * @param timeout in milliseconds
 * @throws if it does not appear in time
 */
export async function waitForProfile(
	braze: Braze,
	email: string,
	timeout = 30_000,
): Promise<Profile> {
	const deadline = Date.now() + timeout;
	for (;;) {
		const profile = await readProfile(braze, email);
		if (profile) return profile;
		if (Date.now() > deadline) {
			throw new Error('The submission did not become a profile: see the executions in n8n.');
		}
		await sleep(POLL_MS);
	}
}

/** A field as Komo sent it beside what Braze holds. */
interface Comparison {
	field: string;
	sent: string;
	held: unknown;
	right: boolean;
}

/** Compares what Komo sent with what Braze holds, for the fields that the template workflow maps. */
export function compare(submission: Record<string, string>, profile: Profile): Comparison[] {
	const row = (field: string, held: unknown, expected: unknown) => {
		return { field, sent: submission[field], held, right: held === expected };
	};
	return [
		row('email', profile.email, submission.email),
		row('first_name', profile.first_name, submission.first_name),
		row('last_name', profile.last_name, submission.last_name),
		row('optin', profile.custom_attributes?.optin, submission.optin === 'true'),
	];
}
