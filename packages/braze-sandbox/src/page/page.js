'use strict';

/*
 * Shows what the sandbox holds, and asks for news every second. Everything that arrives is set as
 * text, never as HTML: it is whatever somebody typed into a form.
 */

/** @typedef {Record<string, any>} Data */

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * @param {string} tag
 * @param {string} className
 * @param {Array<Node | string>} children
 * @returns {HTMLElement}
 */
function make(tag, className, ...children) {
	const element = document.createElement(tag);
	if (className) element.className = className;
	element.append(...children);
	return element;
}

/** @param {unknown} value */
const json = (value) => JSON.stringify(value, null, 2);

/** @param {unknown} value @returns {string} */
const text = (value) => (typeof value === 'string' ? value : json(value));

/** @param {string} time ISO 8601 */
const clock = (time) => new Date(time).toLocaleTimeString();

/**
 * @param {string} title
 * @param {Array<[string, unknown]>} rows
 * @param {string} [nameClass] of the names
 * @returns {Node[]}
 */
function table(title, rows, nameClass = '') {
	if (rows.length === 0) return [];
	const lines = rows.map(([name, value]) => {
		const head = make('th', nameClass, name);
		head.setAttribute('scope', 'row');
		return make('tr', '', head, make('td', '', text(value)));
	});
	return [make('h3', '', title), make('table', '', make('tbody', '', ...lines))];
}

/** @param {string} title @param {unknown} value @returns {Node[]} */
function block(title, value) {
	if (value === null || value === undefined) return [];
	return [make('h3', '', title), make('pre', '', text(value))];
}

/** @param {number} count @param {string} word */
const counted = (count, word) => `${count} ${word}${count === 1 ? '' : 's'}`;

/** @param {Data[]} tallies @returns {Array<[string, unknown]>} */
const tallied = (tallies = []) =>
	tallies.map(({ name, count, last }) => [
		name,
		`${count} ×, last ${new Date(last).toLocaleString()}`,
	]);

/** @param {Data} alias */
const aliasText = ({ alias_name: name, alias_label: label }) => `${name} (${label})`;

const IDENTIFIERS = ['external_id', 'braze_id', 'deprecated_external_ids', 'user_aliases'];
const PARTS = ['custom_attributes', 'custom_events', 'purchases', 'subscription_groups'];
/** What Braze keeps of a profile and nobody sets. */
const KEPT = ['created_at', 'total_revenue'];

/** @param {Data} event whether Braze gives it its name: its recommended events */
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
		profile.email,
		profile.phone,
	];
	const shown = ids.filter((id) => id && id !== nameOf(profile));
	return shown.length > 0 ? shown.join(', ') : `Braze ID ${profile.braze_id}`;
}

/** @param {Data} profile @returns {{ key: string, head: Node[], body: () => Node[] }} */
function profileEntry(profile) {
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
				'Alias',
				aliasText(alias),
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
		...table('Purchases', tallied(profile.purchases)),
		...table('Subscription groups', Object.entries(profile.subscription_groups ?? {})),
		...table(
			'Kept by Braze',
			Object.entries(profile).filter(([name]) => KEPT.includes(name)),
		),
	];
	return { key: profile.braze_id, head, body };
}

/** @param {Data} message */
function messageEntry(message) {
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
function requestEntry(request) {
	const [color, word] = outcomeOf(request);
	const head = [
		make('span', `pill ${color}`, word),
		make('span', 'grow', make('span', 'quiet', `${request.method} `), request.path),
		make('span', 'quiet', clock(request.time)),
	];
	const body = () => [
		...block('Body', request.body),
		...block('Answer', request.response),
		...table('Details', [
			['Took', `${request.ms} ms`],
			...(request.fault
				? [/** @type {[string, unknown]} */ (['Injected fault', request.fault])]
				: []),
		]),
	];
	return { key: String(request.id), head, body };
}

/** @type {Record<string, Set<string>>} what is unfolded stays so */
const unfolded = { profiles: new Set(), messages: new Set(), requests: new Set() };

/** @type {Record<string, Map<string, { seen: string, element: HTMLElement }>>} what is on the page */
const drawn = { profiles: new Map(), messages: new Map(), requests: new Map() };

/**
 * One entry; its inside is made when it is first unfolded.
 *
 * @param {string} list
 * @param {{ key: string, head: Node[], body: () => Node[] }} entry
 * @returns {HTMLElement}
 */
function draw(list, { key, head, body }) {
	const element = /** @type {HTMLDetailsElement} */ (make('details', ''));
	element.append(make('summary', 'row', ...head));
	element.addEventListener('toggle', () => {
		if (element.open) unfolded[list].add(key);
		else unfolded[list].delete(key);
		if (element.open && element.children.length === 1)
			element.append(make('div', 'inner', ...body()));
	});
	if (unfolded[list].has(key)) {
		element.append(make('div', 'inner', ...body()));
		element.open = true;
	}
	return element;
}

/**
 * Brings a list up to date; what has not changed stays where it is, selection and all.
 *
 * @param {string} list
 * @param {{ total: number, latest: Data[] }} data
 * @param {(item: Data) => { key: string, head: Node[], body: () => Node[] }} entryOf
 * @param {string} empty
 */
function update(list, { total, latest }, entryOf, empty) {
	byId(`${list}-count`).textContent = total.toLocaleString();
	const before = drawn[list];
	drawn[list] = new Map();
	for (const item of latest) {
		const entry = entryOf(item);
		const seen = json(item);
		const old = before.get(entry.key);
		const element = old && old.seen === seen ? old.element : draw(list, entry);
		drawn[list].set(entry.key, { seen, element });
	}
	const elements = [...drawn[list].values()].map(({ element }) => element);
	const more = `The latest ${latest.length} of ${total.toLocaleString()} are shown.`;
	if (elements.length === 0) elements.push(make('p', 'empty', empty));
	else if (latest.length < total) elements.push(make('p', 'empty', more));
	arrange(byId(list), elements);
}

/**
 * Makes these the children of a box, moving as few as possible: an element that is moved loses its
 * scroll position and what is selected in it.
 *
 * @param {HTMLElement} box
 * @param {HTMLElement[]} elements
 */
function arrange(box, elements) {
	const wanted = new Set(/** @type {Element[]} */ (elements));
	for (const old of Array.from(box.children)) if (!wanted.has(old)) old.remove();
	elements.forEach((element, place) => {
		const there = box.children[place];
		if (there !== element) box.insertBefore(element, there ?? null);
	});
}

const SVG = 'http://www.w3.org/2000/svg';
const CHART_HEIGHT = 56;

/**
 * @param {number[]} seconds requests in each
 * @param {number[]} limited those of them that were answered 429
 * @returns {SVGElement} a bar for each second
 */
function chart(seconds, limited) {
	const highest = Math.max(1, ...seconds);
	const svg = document.createElementNS(SVG, 'svg');
	svg.setAttribute('class', 'chart');
	svg.setAttribute('viewBox', `0 0 ${seconds.length} ${CHART_HEIGHT}`);
	svg.setAttribute('preserveAspectRatio', 'none');
	svg.setAttribute('role', 'img');
	svg.setAttribute(
		'aria-label',
		`Requests in each second of the last minute: ${Math.max(...seconds)} at most`,
	);
	const bar = (
		/** @type {number} */ at,
		/** @type {number} */ count,
		/** @type {string} */ name,
	) => {
		if (!count) return;
		const height = (count / highest) * (CHART_HEIGHT - 2);
		const rect = document.createElementNS(SVG, 'rect');
		const box = { x: at + 0.1, y: CHART_HEIGHT - height, width: 0.8, height, class: name };
		for (const [key, value] of Object.entries(box)) rect.setAttribute(key, String(value));
		svg.append(rect);
	};
	seconds.forEach((count, at) => bar(at, count, ''));
	limited.forEach((count, at) => bar(at, count, 'limited'));
	return svg;
}

/** @param {number} rate @returns {string} with one decimal where that says something */
const rateText = (rate) =>
	rate.toLocaleString(undefined, { maximumFractionDigits: rate < 100 ? 1 : 0 });

/** @param {Data} traffic */
function showTraffic({ perSecond, seconds, limitedSeconds, endpoints }) {
	byId('rate').textContent = rateText(perSecond);
	if (endpoints.length === 0) {
		byId('traffic').replaceChildren(make('p', 'quiet', 'No requests yet.'));
		return;
	}
	const highest = Math.max(...seconds);
	const axis = make('div', 'axis');
	axis.append(make('span', '', 'a minute ago'), make('span', '', `at most ${highest}`));
	axis.append(make('span', '', 'now'));
	const titles = ['Endpoint', 'Per second', 'In all', '429', 'Failed'].map((title) => {
		const cell = make('th', '', title);
		cell.setAttribute('scope', 'col');
		return cell;
	});
	const rows = endpoints.map((/** @type {Data} */ endpoint) => {
		const name = make('th', '', endpoint.name);
		name.setAttribute('scope', 'row');
		return make(
			'tr',
			'',
			name,
			make('td', '', rateText(endpoint.perSecond)),
			make('td', '', endpoint.total.toLocaleString()),
			make('td', endpoint.limited ? 'bad' : '', endpoint.limited.toLocaleString()),
			make('td', endpoint.failed ? 'bad' : '', endpoint.failed.toLocaleString()),
		);
	});
	const list = make('table', 'endpoints');
	list.append(make('thead', '', make('tr', '', ...titles)), make('tbody', '', ...rows));
	byId('traffic').replaceChildren(chart(seconds, limitedSeconds), axis, list);
}

let tag = '';

const searchBox = /** @type {HTMLInputElement} */ (byId('search'));

async function refresh() {
	const live = byId('live');
	const search = searchBox.value.trim();
	try {
		const address = `/_sandbox/state?search=${encodeURIComponent(search)}`;
		const answer = await fetch(address, { headers: tag ? { 'if-none-match': tag } : {} });
		live.className = 'live on';
		live.textContent = 'Live';
		if (answer.status !== 200) return;
		const state = await answer.json();
		// Somebody went on typing: the answer to that is under way.
		if (search !== searchBox.value.trim()) return;
		tag = answer.headers.get('etag') ?? '';
		byId('key').textContent = state.apiKey;
		showTraffic(state.traffic);
		const empty = (/** @type {string} */ otherwise) => (search ? 'Nothing found.' : otherwise);
		update(
			'profiles',
			state.profiles,
			profileEntry,
			empty('No users yet. Send something to /users/track.'),
		);
		update(
			'messages',
			state.messages,
			messageEntry,
			empty('No messages yet. Trigger a campaign or a Canvas.'),
		);
		update('requests', state.requests, requestEntry, empty('No requests yet.'));
	} catch {
		live.className = 'live';
		live.textContent = 'Not reachable';
	}
}

async function keepFresh() {
	if (!document.hidden) await refresh();
	setTimeout(keepFresh, 1000);
}

searchBox.addEventListener('input', () => void refresh());
byId('url').textContent = location.origin;
byId('reset').addEventListener('click', async () => {
	if (!confirm('Empty the workspace? Profiles, messages, requests and faults go.')) return;
	await fetch('/_sandbox/reset', {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: '{}',
	});
	await refresh();
});
for (const button of Array.from(document.querySelectorAll('[data-copy]'))) {
	button.addEventListener('click', async () => {
		const id = /** @type {HTMLElement} */ (button).dataset.copy ?? '';
		await navigator.clipboard.writeText(byId(id).textContent ?? '');
		button.textContent = 'Copied';
		setTimeout(() => (button.textContent = 'Copy'), 1200);
	});
}
void keepFresh();
