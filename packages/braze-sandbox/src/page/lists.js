/*
 * Lists of entries that keep what has not changed: what is unfolded, selected and scrolled to.
 */

import { byId, json, make } from './dom.js';

/** @typedef {Record<string, any>} Data */

/** @type {Record<string, Set<string>>} what is unfolded stays so */
const unfolded = {
	profiles: new Set(),
	messages: new Set(),
	workspace: new Set(),
	requests: new Set(),
};

/** @type {Record<string, Map<string, { seen: string, element: HTMLElement }>>} what is on the page */
const drawn = {
	profiles: new Map(),
	messages: new Map(),
	workspace: new Map(),
	requests: new Map(),
};

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
export function update(list, { total, latest }, entryOf, empty) {
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
