import type { BrazeResponse, Campaign, Json, Profile, Tally } from '../types.mts';
import { isAlias } from './lookup.mts';
import type { Settings } from './settings.mts';
import { isObject, isText } from './values.mts';
import type { Workspace } from './workspace.mts';

const MAX_IDS = 50;

const tallies = (tallies: Map<string, Tally>) =>
	[...tallies].map(([name, { first, last, count }]) => ({
		name,
		first: first.toISOString(),
		last: last.toISOString(),
		count,
	}));

/** A date as the export page writes it: `2020-07-10 15:00:00.000 UTC`. */
const stamp = (date: Date) => date.toISOString().replace('T', ' ').replace('Z', ' UTC');

/**
 * A profile as an export shows it.
 *
 * braze(export): the fields of a profile and their form; what is empty is left out; the longitude
 *   comes first, by the text.
 */
export function exported(profile: Profile): Json {
	const { current_location: location, ...standard } = Object.fromEntries(profile.standard);
	const all: Json = {
		created_at: stamp(profile.createdAt),
		external_id: profile.externalId,
		user_aliases: profile.aliases,
		braze_id: profile.brazeId,
		...standard,
		last_coordinates: isObject(location) ? [location.longitude, location.latitude] : null,
		total_revenue: profile.revenue,
		custom_attributes: Object.fromEntries(profile.custom),
		custom_events: tallies(profile.events),
		purchases: tallies(profile.purchases),
	};
	return withoutEmpty(all);
}

const isEmpty = (value: unknown) =>
	value === null ||
	(Array.isArray(value) && value.length === 0) ||
	(isObject(value) && Object.keys(value).length === 0);

const withoutEmpty = (user: Json): Json =>
	Object.fromEntries(
		Object.entries(user).filter(
			([name, value]) => !isEmpty(value) && (name !== 'total_revenue' || value !== 0),
		),
	);

/** A profile as an export by this workspace's settings shows it. */
function seen(profile: Profile, workspace: Workspace): Json {
	const { customAttributes, settings } = workspace;
	const user = withoutEmpty({ ...exported(profile), ...receivedBy(profile, workspace) });
	if (settings.exportedPhone === 'digits' && typeof user.phone === 'string') {
		user.phone = user.phone.replace('+', '');
	}
	if (settings.blocklistedInExport === 'shown' || !isObject(user.custom_attributes)) return user;
	const shown = Object.entries(user.custom_attributes).filter(
		([name]) => (customAttributes.get(name)?.status ?? 'Active') === 'Active',
	);
	return withoutEmpty({ ...user, custom_attributes: Object.fromEntries(shown) });
}

/**
 * What a profile has received.
 *
 * braze(export): campaigns and Canvases that a user has received or entered.
 * ours: nobody in the sandbox engages or converts.
 */
function receivedBy(profile: Profile, { campaigns, canvases }: Workspace): Json {
	const of = (all: Map<string, Campaign>) =>
		[...profile.received].flatMap(([id, at]) => {
			const campaign = all.get(id);
			return campaign ? [{ id, name: campaign.name, at: at.toISOString() }] : [];
		});
	return {
		campaigns_received: of(campaigns).map(({ id, name, at }) => ({
			name,
			api_campaign_id: id,
			last_received: at,
			engaged: {},
			converted: false,
		})),
		canvases_received: of(canvases).map(({ id, name, at }) => ({
			name,
			api_canvas_id: id,
			last_received_message: at,
			last_entered: at,
			steps_received: [],
		})),
	};
}

/**
 * What is wrong with a request for users.
 *
 * braze(export): `fields_to_export` is required of newer customers; a request has at most one of
 *   `device_id`, `email_address` and `phone`.
 * ours: that bad requests for users are a 400, and the texts.
 */
function exportProblem(
	request: Json,
	{ fieldsToExport, oneContactPerExport }: Settings,
): string | null {
	if (fieldsToExport === 'required' && !Array.isArray(request.fields_to_export)) {
		return "'fields_to_export' is required";
	}
	const given = ['device_id', 'email_address', 'phone'].filter((name) => isText(request[name]));
	return oneContactPerExport && given.length > 1
		? "only one of 'device_id', 'email_address' and 'phone' may be given"
		: null;
}

/** `POST /users/export/ids`. */
export function exportIds(body: unknown, workspace: Workspace): BrazeResponse {
	const { profiles, settings } = workspace;
	const request = isObject(body) ? body : {};
	const wrong = exportProblem(request, settings);
	if (wrong) return { status: 400, body: { message: wrong } };
	const ids = Array.isArray(request.external_ids) ? request.external_ids : [];
	const aliases = Array.isArray(request.user_aliases) ? request.user_aliases : [];
	if (ids.length + aliases.length > MAX_IDS) {
		const message = 'The max number of external_ids and aliases per request was exceeded';
		return { status: 400, body: { message } };
	}
	const { braze_id: brazeId, email_address: email, phone, device_id: device } = request;
	if (ids.length + aliases.length === 0 && ![brazeId, email, phone, device].some(isText)) {
		// ours: the text for an export that names nobody.
		const message =
			"'external_ids', 'user_aliases', 'device_id', 'braze_id', 'email_address' or 'phone' is required";
		return { status: 400, body: { message } };
	}
	const found: Set<Profile> = new Set();
	const invalid: unknown[] = [];
	const take = (profiles: Array<Profile | undefined>, name: unknown) => {
		const known = profiles.filter((profile) => profile !== undefined);
		if (known.length === 0) invalid.push(name);
		for (const profile of known) found.add(profile);
	};
	for (const id of ids) take([profiles.findByExternalId(String(id))], id);
	for (const alias of aliases) {
		take([isAlias(alias) ? profiles.findByAlias(alias) : undefined], alias);
	}
	if (isText(brazeId)) take([profiles.all.get(brazeId)], brazeId);
	if (isText(email)) take(profiles.findByContact('email', email), email);
	if (isText(phone)) take(profiles.findByContact('phone', phone), phone);
	// The sandbox keeps no devices, so no device id is known.
	if (isText(device)) invalid.push(device);
	const fields = Array.isArray(request.fields_to_export) ? request.fields_to_export : null;
	const users = [...found].map((profile) => pick(seen(profile, workspace), fields));
	return {
		status: 201,
		body: {
			message: 'success',
			users,
			...(invalid.length > 0 && { invalid_user_ids: invalid }),
		},
	};
}

function pick(user: Json, fields: unknown[] | null): Json {
	if (!fields) return user;
	return Object.fromEntries(Object.entries(user).filter(([name]) => fields.includes(name)));
}
