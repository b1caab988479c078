import { ATTRIBUTE, fieldOf, type Live } from './assumption.mts';

export type Profile = Record<string, unknown>;

/** How many reads, a second apart, until a write must be visible. */
const LOOKS = 15;

const FIELDS =
	'external_id braze_id user_aliases custom_attributes custom_events purchases email phone language email_subscribe'.split(
		' ',
	);

/**
 * @param named identifiers of another user, as the body of an export; by default, the throw-away user
 * @returns the profile as Braze has it now, null if there is none
 */
export async function readProfile(
	{ ask, user }: Live,
	named: object = {},
): Promise<Profile | null> {
	const by = Object.keys(named).length > 0 ? named : { external_ids: [user] };
	const answer = await ask('POST', '/users/export/ids', {
		body: { ...by, fields_to_export: FIELDS },
	});
	const users = fieldOf(answer, 'users');
	return Array.isArray(users) ? ((users as Profile[]).at(0) ?? null) : null;
}

/**
 * Reads the throw-away user once everything sent so far must have been applied: writes a marker, and
 * reads until it shows.
 *
 * @throws {Error} when it does not show in time
 */
export async function settledProfile(live: Live): Promise<Profile> {
	const { ask, user, wait } = live;
	const marker = `marker ${String(Math.random()).slice(2)}`;
	const attributes = [{ external_id: user, [`${ATTRIBUTE}_marker`]: marker }];
	await ask('POST', '/users/track', { body: { attributes } });
	for (let look = 0; look < LOOKS; look++) {
		const profile = await readProfile(live);
		const custom = profile?.custom_attributes as Profile | undefined;
		if (profile && custom?.[`${ATTRIBUTE}_marker`] === marker) return profile;
		await wait(1_000);
	}
	throw new Error(`what was written did not show within ${LOOKS} s`);
}

/** A custom attribute of the user, once settled. */
export async function settledAttribute(live: Live, name: string): Promise<unknown> {
	const profile = await settledProfile(live);
	return (profile.custom_attributes as Profile | undefined)?.[name];
}
