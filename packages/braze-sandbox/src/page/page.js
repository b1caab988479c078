/*
 * Shows what the sandbox holds, and asks for news every second.
 */

import { byId } from './dom.js';
import { messageEntry, profileEntry, requestEntry } from './entries.js';
import { update } from './lists.js';
import { showTraffic } from './traffic.js';

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
