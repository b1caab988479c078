import { randomUUID } from 'node:crypto';

import { isText } from '../state/values.mts';
import type { Campaign, Json, Message, Profile } from '../types.mts';

/** An event of Currents, with an ID and a time unless it has its own. */
export const eventOf = (event: Json, now: Date): Json => ({
	id: randomUUID(),
	time: Math.floor(now.getTime() / 1000),
	...event,
});

function userOf(profile: Profile): Json {
	const zone = profile.standard.get('time_zone');
	return {
		user_id: profile.brazeId,
		...(profile.externalId !== null && { external_user_id: profile.externalId }),
		...(isText(zone) && { timezone: zone }),
	};
}

/**
 * What Currents says about a message that was sent to a user.
 *
 * braze(engagement): the types, and where the IDs stand.
 * ours: a campaign and a Canvas send an email, unless they have a webhook; it is sent, delivered and
 *   opened at once, unless `engagement` says otherwise; nothing is sent to a user without an address.
 */
export function eventsOf(
	message: Message,
	campaign: Campaign,
	profile: Profile,
	now: Date,
): Json[] {
	const email = profile.standard.get('email');
	const isCanvas = message.kind === 'canvas';
	const kind = isCanvas ? 'canvas' : 'campaign';
	const origin = {
		[`${kind}_id`]: campaign.id,
		[`${kind}_name`]: campaign.name,
	};
	const about = (event_type: string, more: Json = {}): Json =>
		eventOf({ event_type, user: userOf(profile), properties: { ...origin, ...more } }, now);
	const dispatch = { dispatch_id: message.dispatch_id };
	const entry = isCanvas ? [about('users.canvas.Entry', { in_control_group: false })] : [];
	if (campaign.webhook) return [...entry, about('users.messages.webhook.Send', dispatch)];
	if (!isText(email)) return entry;
	const emailed = campaign.engagement.map((name) =>
		about(`users.messages.email.${name}`, { ...dispatch, email_address: email }),
	);
	return [...entry, ...emailed];
}
