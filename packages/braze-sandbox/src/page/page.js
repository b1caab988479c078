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
 * @returns {Node[]}
 */
function table(title, rows) {
	if (rows.length === 0) return [];
	const lines = rows.map(([name, value]) =>
		make('tr', '', make('th', '', name), make('td', '', text(value))),
	);
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
		([name]) => !IDENTIFIERS.includes(name) && !PARTS.includes(name),
	);
	const events = (profile.custom_events ?? []).reduce(
		(/** @type {number} */ sum, /** @type {Data} */ { count }) => sum + count,
		0,
	);
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
	if (custom.length > 0) head.push(make('span', 'pill', counted(custom.length, 'attribute')));
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
		...table('Standard attributes', standard),
		...table('Custom attributes', custom),
		...table('Events', tallied(profile.custom_events)),
		...table('Purchases', tallied(profile.purchases)),
		...table('Subscription groups', Object.entries(profile.subscription_groups ?? {})),
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

let tag = '';

async function refresh() {
	const live = byId('live');
	try {
		const answer = await fetch('/_sandbox/state', { headers: tag ? { 'if-none-match': tag } : {} });
		live.className = 'live on';
		live.textContent = 'Live';
		if (answer.status !== 200) return;
		tag = answer.headers.get('etag') ?? '';
		const state = await answer.json();
		byId('key').textContent = state.apiKey;
		update(
			'profiles',
			state.profiles,
			profileEntry,
			'No profiles yet. Send something to /users/track.',
		);
		update(
			'messages',
			state.messages,
			messageEntry,
			'No messages yet. Trigger a campaign or a Canvas.',
		);
		update('requests', state.requests, requestEntry, 'No requests yet.');
	} catch {
		live.className = 'live';
		live.textContent = 'Not reachable';
	}
}

async function keepFresh() {
	if (!document.hidden) await refresh();
	setTimeout(keepFresh, 1000);
}

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
