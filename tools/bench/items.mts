/** A form entry as the Komo Trigger outputs it. */
export type Item = Record<string, string | number | boolean>;

/** The alias under which Braze knows the user. */
export const ALIAS_LABEL = 'email';

/** The 20 fields that are dragged into the node, standard and custom attributes. */
export const FIELDS = [
	'email',
	'first_name',
	'last_name',
	'phone',
	'dob',
	'country',
	'language',
	'gender',
	'home_city',
	'postcode',
	'favorite_team',
	'favorite_player',
	'membership',
	'seat',
	'optin',
	'score',
	'correct',
	'card_name',
	'site_name',
	'submission_id',
];

const FIRST_NAMES = ['Joe', 'Zoë', 'Anaïs', 'Tom', 'Mia'];
const LAST_NAMES = ['Bloggs', 'Nguyen', 'Smith', 'O’Neil', 'Müller'];
const TEAMS = ['Swans', 'Lions', 'Giants', 'Magpies'];

/** @returns a form entry; each index is another user */
export function makeItem(index: number): Item {
	const padded = String(index).padStart(7, '0');
	return {
		event: 'CompetitionEntrySuccess',
		timestamp: '2026-11-01T09:30:00.000Z',
		email: `fan.${padded}@example.com`,
		first_name: FIRST_NAMES[index % FIRST_NAMES.length],
		last_name: LAST_NAMES[index % LAST_NAMES.length],
		phone: `+614${padded.padStart(8, '0')}`,
		dob: `19${70 + (index % 30)}-0${1 + (index % 9)}-15`,
		country: 'AU',
		language: 'en',
		gender: index % 2 ? 'F' : 'M',
		home_city: 'Melbourne',
		postcode: `0${800 + (index % 200)}`,
		favorite_team: TEAMS[index % TEAMS.length],
		favorite_player: `Player ${index % 44}`,
		membership: `M-${padded}`,
		seat: `Row ${index % 60}, seat ${index % 25}`,
		optin: index % 3 > 0,
		score: index % 11,
		correct: index % 6,
		card_name: 'Grand final quiz',
		site_name: 'Fan hub',
		submission_id: `c0ff823d-c8bf-4858-90b4-00000${padded}`,
	};
}

export const makeItems = (count: number): Item[] =>
	Array.from({ length: count }, (_, index) => makeItem(index));

/** The object that the item becomes in Braze, made by hand: every way of sending must arrive at it. */
export function toAttributes(item: Item) {
	const attributes: Record<string, unknown> = {
		user_alias: { alias_label: ALIAS_LABEL, alias_name: item.email },
		_update_existing_only: false,
	};
	for (const name of FIELDS) attributes[name] = item[name];
	return attributes;
}
