'use strict';

/**
 * @param {string[]} head
 * @param {string[][]} rows
 * @returns {string} a table with columns as wide as their widest cell
 */
function table(head, rows) {
	const widths = head.map((_, column) =>
		Math.max(...[head, ...rows].map((row) => row[column].length)),
	);
	/** @param {string[]} row */
	const line = (row) =>
		`  ${row.map((cell, column) => cell.padEnd(widths[column])).join('   ')}`.trimEnd();
	const rule = line(widths.map((width) => '-'.repeat(width)));
	return [line(head), rule, ...rows.map(line)].join('\n');
}

module.exports = { table };
