/*
 * Buttons that make Braze go wrong, to see what a workflow makes of it.
 */

/** @type {Record<string, object[]>} rules of /_sandbox/faults, by the button's name */
const RULES = {
	'': [],
	slow: [{ path: '*', delayMs: 5_000 }],
	limited: [{ path: '*', status: 429, retryAfter: 5 }],
	down: [{ path: '*', status: 503 }],
};

/** @type {HTMLElement[]} */
const buttons = Array.from(document.querySelectorAll('[data-fault]'));

const nameOf = (/** @type {HTMLElement} */ button) => button.dataset.fault ?? '';

/** @param {() => Promise<void>} refresh what follows a click */
export function offerFaults(refresh) {
	for (const button of buttons) {
		button.addEventListener('click', async () => {
			await fetch('/_sandbox/faults', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ rules: RULES[nameOf(button)] }),
			});
			await refresh();
		});
	}
}

/** @param {object[]} rules in force; no button is pressed for rules that aren't a button's */
export function showFault(rules) {
	const seen = JSON.stringify(rules);
	for (const button of buttons) {
		const isOn = JSON.stringify(RULES[nameOf(button)]) === seen;
		button.setAttribute('aria-pressed', String(isOn));
	}
}
