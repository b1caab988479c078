/*
 * The page's building blocks. Everything that arrives is set as text, never as HTML: it is whatever
 * somebody typed into a form.
 */

export const byId = (/** @type {string} */ id) =>
	/** @type {HTMLElement} */ (document.getElementById(id));

/**
 * @param {string} tag
 * @param {string} className
 * @param {Array<Node | string>} children
 * @returns {HTMLElement}
 */
export function make(tag, className, ...children) {
	const element = document.createElement(tag);
	if (className) element.className = className;
	element.append(...children);
	return element;
}

/** @param {unknown} value */
export const json = (value) => JSON.stringify(value, null, 2);

/** @param {unknown} value @returns {string} */
const text = (value) => (typeof value === 'string' ? value : json(value));

/** @param {string} time ISO 8601 */
export const clock = (time) => new Date(time).toLocaleTimeString();

/**
 * @param {string} title
 * @param {Array<[string, unknown]>} rows
 * @param {string} [nameClass] of the names
 * @returns {Node[]}
 */
export function table(title, rows, nameClass = '') {
	if (rows.length === 0) return [];
	const lines = rows.map(([name, value]) => {
		const head = make('th', nameClass, name);
		head.setAttribute('scope', 'row');
		return make('tr', '', head, make('td', '', text(value)));
	});
	return [make('h3', '', title), make('table', '', make('tbody', '', ...lines))];
}

/** @param {string} title @param {unknown} value @returns {Node[]} */
export function block(title, value) {
	if (value === null || value === undefined) return [];
	return [make('h3', '', title), make('pre', '', text(value))];
}
