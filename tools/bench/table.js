'use strict';

/**
 * @param {string[]} head
 * @param {string[][]} rows
 * @returns {string} a Markdown table whose columns line up as plain text, too
 */
function table(head, rows) {
	const widths = head.map((_, column) =>
		Math.max(3, ...[head, ...rows].map((row) => row[column].length)),
	);
	const line = (/** @type {string[]} */ cells) => {
		const padded = cells.map((cell, column) =>
			column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
		);
		return `| ${padded.join(' | ')} |`;
	};
	const rule = widths.map((width, column) =>
		column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
	);
	return [line(head), line(rule), ...rows.map(line)].join('\n');
}

module.exports = { table };
