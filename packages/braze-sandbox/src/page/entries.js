/*
 * What a profile, a message and a request look like: a line, and what it unfolds to.
 */

import { block, clock, json, make, table } from './dom.js';

/** @typedef {Record<string, any>} Data */

/** @param {number} count @param {string} word */
const counted = (count, word) => `${count} ${word}${count === 1 ? '' : 's'}`;

/** @param {Data[]} tallies @returns {Array<[string, unknown]>} */
const tallied = (tallies = []) =>
	tallies.map(({ name, count, last }) => [
		name,
		`${count} ×, last ${new Date(last).toLocaleString()}`,
	]);

/** @param {Data} alias */
const aliasText = ({ alias_name: name, alias_label: label }) => `alias ${label}: ${name}`;

const IDENTIFIERS = ['external_id', 'braze_id', 'deprecated_external_ids', 'user_aliases'];
const PARTS = ['custom_attributes', 'custom_events', 'purchases', 'subscription_groups'];
/** What Braze keeps about a profile, and nobody sets. */
const KEPT = ['created_at', 'total_revenue'];

/** Whether Braze names the event: its recommended events. @param {Data} event */
const isBrazes = ({ name }) => name.startsWith('ecommerce.');

/** @param {Data} profile @returns {string} what a person would call it */
function nameOf({ first_name: first, last_name: last, ...profile }) {
	const names = [first, last].filter(Boolean).join(' ');
	const alias = profile.user_aliases?.[0]?.alias_name;
	return names || profile.email || profile.external_id || alias || profile.phone || 'Anonymous';
}

/** @param {Data} profile @returns {string} how it is identified, in one line */
function identityOf(profile) {
	const ids = [
		profile.external_id && `ID ${profile.external_id}`,
		...(profile.user_aliases ?? []).map(aliasText),
		profile.email !== nameOf(profile) && profile.email && `email: ${profile.email}`,
		profile.phone !== nameOf(profile) && profile.phone && `phone: ${profile.phone}`,
	];
	const shown = ids.filter(Boolean);
	return shown.length > 0 ? shown.join(', ') : `Braze ID ${profile.braze_id}`;
}

/**
 * The properties of the last event of each name.
 *
 * @param {Data[]} tallies @param {Data} [properties]
 */
const lastProperties = (tallies, properties = {}) =>
	tallies.flatMap(({ name }) =>
		properties[name]
			? table(`Properties of the last ${name}`, Object.entries(properties[name]))
			: [],
	);

/** @param {Data} profile @returns {{ key: string, head: Node[], body: () => Node[] }} */
export function profileEntry({ last_event_properties: properties, groups, ...profile }) {
	const custom = Object.entries(profile.custom_attributes ?? {});
	const standard = Object.entries(profile).filter(
		([name]) => ![...IDENTIFIERS, ...PARTS, ...KEPT].includes(name),
	);
	/** @type {Data[]} */
	const tallies = profile.custom_events ?? [];
	const events = tallies.reduce((sum, { count }) => sum + count, 0);
	const head = [
		make('span', 'avatar', [...nameOf(profile)][0].toUpperCase()),
		make(
			'span',
			'grow',
			make('span', 'name', nameOf(profile)),
			document.createElement('br'),
			make('span', 'quiet', identityOf(profile)),
		),
	];
	if (standard.length > 0) head.push(make('span', 'pill', `${standard.length} standard`));
	if (custom.length > 0) head.push(make('span', 'pill own', `${custom.length} custom`));
	if (events > 0) head.push(make('span', 'pill', counted(events, 'event')));
	const body = () => [
		...table('Identifiers', [
			...(profile.external_id
				? [/** @type {[string, unknown]} */ (['External ID', profile.external_id])]
				: []),
			...(profile.user_aliases ?? []).map((/** @type {Data} */ alias) => [
				`Alias ${alias.alias_label}`,
				alias.alias_name,
			]),
			...(profile.deprecated_external_ids ?? []).map((/** @type {string} */ id) => [
				'Deprecated ID',
				id,
			]),
			['Braze ID', profile.braze_id],
		]),
		...table("Standard attributes, Braze's own", standard),
		...table('Custom attributes', custom, 'own'),
		...table('Custom events', tallied(tallies.filter((event) => !isBrazes(event))), 'own'),
		...table('Recommended events, named by Braze', tallied(tallies.filter(isBrazes))),
		...lastProperties(tallies, properties),
		...table('Purchases', tallied(profile.purchases)),
		...table('Subscription groups', Object.entries(groups ?? {})),
		...table(
			'Kept by Braze',
			Object.entries(profile).filter(([name]) => KEPT.includes(name)),
		),
	];
	return { key: profile.braze_id, head, body };
}

/** @param {Data} message */
export function messageEntry(message) {
	const { recipient, kind, name, dispatch_id: dispatch, time, properties } = message;
	const to = recipient
		? (recipient.external_id ?? recipient.email ?? aliasText(recipient.user_alias))
		: 'Everyone the campaign targets';
	const head = [
		make('span', 'pill', kind),
		make('span', 'grow', make('span', 'name', name), ` to ${to}`),
		make('span', 'quiet', clock(time)),
	];
	const body = () => [
		...block('Properties', properties),
		...block('Recipient', recipient),
		...block('Dispatch ID', dispatch),
	];
	return { key: `${dispatch} ${json(recipient)}`, head, body };
}

/** @param {Data} request @returns {[string, string]} color and word of its outcome */
function outcomeOf({ status, response, fault }) {
	if (status === null) return ['warn', 'open'];
	if (status === 0) return ['bad', fault ?? 'cut'];
	if (status >= 400) return ['bad', String(status)];
	return response?.errors ? ['warn', `${status} partly`] : ['good', String(status)];
}

/** @param {Data} request */
export function requestEntry(request) {
	const [color, word] = outcomeOf(request);
	const head = [
		make('span', `pill ${color}`, word),
		make('span', 'grow', make('span', 'quiet', `${request.method} `), request.path),
		make('span', 'quiet', clock(request.time)),
	];
	const body = () => [
		...block('Body', request.body),
		...block('Response', request.response),
		...table('Details', [
			['Took', `${request.ms} ms`],
			...(request.fault
				? [/** @type {[string, unknown]} */ (['Injected fault', request.fault])]
				: []),
		]),
	];
	return { key: String(request.id), head, body };
}

/** @param {Data} thing something in the workspace @returns {{ key: string, head: Node[], body: () => Node[] }} */
export function thingEntry({ kind, id, name, marks = [], ...rest }) {
	const head = [
		make('span', 'pill', kind),
		make('span', 'grow name', name),
		...marks.map((/** @type {string} */ mark) => make('span', 'pill warn', mark)),
	];
	const body = () => [...block('ID', id), ...table('Details', Object.entries(rest))];
	return { key: `${kind} ${id}`, head, body };
}
