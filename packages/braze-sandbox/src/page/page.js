/*
 * Shows what the sandbox holds, and asks for news every second.
 */

import { byId } from './dom.js';
import { messageEntry, profileEntry, requestEntry, thingEntry } from './entries.js';
import { offerFaults, showFault } from './faults.js';
import { update } from './lists.js';
import { showTraffic } from './traffic.js';

let tag = '';

const searchBox = /** @type {HTMLInputElement} */ (byId('search'));
const failedBox = /** @type {HTMLInputElement} */ (byId('failed'));

/** What is asked for, as a query. */
const asked = () =>
	`search=${encodeURIComponent(searchBox.value.trim())}${failedBox.checked ? '&failed=1' : ''}`;

async function refresh() {
	const live = byId('live');
	const query = asked();
	const isNarrowed = searchBox.value.trim() !== '';
	try {
		const address = `/_sandbox/state?${query}`;
		const response = await fetch(address, { headers: tag ? { 'if-none-match': tag } : {} });
		live.className = 'live on';
		live.textContent = 'Live';
		if (response.status !== 200) return;
		const state = await response.json();
		// Somebody went on typing: the response to that is under way.
		if (query !== asked()) return;
		tag = response.headers.get('etag') ?? '';
		byId('key').textContent = state.apiKey;
		showTraffic(state.traffic);
		const empty = (/** @type {string} */ otherwise) => (isNarrowed ? 'Nothing found.' : otherwise);
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
		update('workspace', state.workspace, thingEntry, empty('No campaigns, Canvases or groups.'));
		const none = failedBox.checked ? 'No request has failed.' : 'No requests yet.';
		update('requests', state.requests, requestEntry, empty(none));
		showFault(state.faults);
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
failedBox.addEventListener('change', () => void refresh());
offerFaults(refresh);
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
