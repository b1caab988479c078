import { markdownTable } from 'markdown-table';

/** @returns a Markdown table, all columns but the first aligned to the right */
export const table = (head: string[], rows: string[][]): string =>
	markdownTable([head, ...rows], { align: head.map((_, column) => (column === 0 ? 'l' : 'r')) });
