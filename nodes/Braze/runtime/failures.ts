import { entryOf } from '../model/maps';
import { listed } from '../model/wording';
import { asHtml } from './html';

/** How many reasons an error lists, and how many items for each. */
const NAMED = 10;

const LINE_BREAK = '<br>\n';

/** An item and what is wrong with it. */
export interface FailedItem {
	item: number;
	errors: readonly string[];
}

/**
 * The failed items, one line for each reason. It is HTML, since n8n's editor renders descriptions as such.
 * The title of the error is not repeated.
 *
 * @param all the number of items in the run
 * @param advice what to do, added at the end
 */
export function describeFailures(
	failed: readonly FailedItem[],
	title: string,
	all: number,
	advice: string,
): string {
	const items = new Map<string, number[]>();
	for (const { item, errors } of failed) {
		const reason = errors.filter((error) => !repeats(error, title)).join(' ');
		if (reason === '') continue;
		entryOf(items, reason, () => [] as number[]).push(item);
	}
	const lines = [...items]
		.slice(0, NAMED)
		.map(([reason, same]) => (all === 1 ? asHtml(reason) : `${list(same)}: ${asHtml(reason)}`));
	const more = [...items.values()].slice(NAMED).reduce((sum, { length }) => sum + length, 0);
	if (more > 0) lines.push(`… and ${more} more.`);
	return [...lines, asHtml(advice)].join(LINE_BREAK);
}

function repeats(error: string, title: string): boolean {
	return error === title || error === `Not sent: ${title}`;
}

/** E.g. `Item 3`, or `Items 3, 4 and 20 more`. */
function list(items: readonly number[]): string {
	if (items.length === 1) return `Item ${items[0]}`;
	const more = items.length - NAMED;
	if (more > 0) return `Items ${items.slice(0, NAMED).join(', ')} and ${more} more`;
	return `Items ${listed(items.map(String), 'and')}`;
}
