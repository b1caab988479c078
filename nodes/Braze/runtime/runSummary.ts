import type { NearMiss } from '../model/nearMisses';
import { short } from '../model/shownValue';
import { asHtml } from './html';
import { statusOf, type ItemResult } from './output';

/** What happened in a run, in numbers and field names: no values. */
export interface RunSummary {
	/** Items by their status, in the order first met. */
	statuses: ReadonlyMap<string, number>;
	isDryRun: boolean;
	/** Requests sent, those that were sent again included. */
	requests: number;
	/** Rate limits of Braze's that were met. */
	rateLimits: number;
	/** Milliseconds in which no request left because of a rate limit. */
	waited: number;
	/** Items that a field was left out of, by the field. */
	leftOut: ReadonlyMap<string, number>;
	/** Items that there was something to say about, by the field. */
	remarks: ReadonlyMap<string, number>;
	nearMisses: readonly NearMiss[];
	advice: readonly Advice[];
}

/** What is to be said once about a run, and no item's warnings say. */
export interface Advice {
	/** Items that it is about, by the field. */
	fields: ReadonlyMap<string, number>;
	/** What follows the fields' names: whole sentences. */
	text: string;
}

/** A hint above the output. */
export interface RunHint {
	/** n8n shows it as HTML. */
	message: string;
	type: 'info' | 'warning';
}

/** Fields that a hint names; there may be as many as keys in the data. */
const NAMED_FIELDS = 10;

/** Characters of a field's name. */
const NAME_LENGTH = 40;

/** Counts results by their status; those without one are not counted. */
export function countStatuses(results: readonly ItemResult[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const result of results) {
		const status = statusOf(result);
		if (status !== undefined) counts.set(status, (counts.get(status) ?? 0) + 1);
	}
	return counts;
}

/** What to say about a run above its output: what became of the items, and what was left out of them. */
export function hintsOf(summary: RunSummary): RunHint[] {
	const { leftOut, remarks, nearMisses, advice } = summary;
	const hints = summary.statuses.size === 0 ? [] : [whatHappened(summary)];
	if (leftOut.size > 0) {
		hints.push({
			message: `Left out: ${inItems(leftOut)}. The items’ warnings say why.`,
			type: 'warning',
		});
	}
	if (remarks.size > 0) {
		hints.push({
			message: `Sent, but to be checked: ${inItems(remarks)}. The items’ warnings say why.`,
			type: 'warning',
		});
	}
	for (const { fields, text } of advice) {
		hints.push({ message: `${inItems(fields)}: ${text}`, type: 'info' });
	}
	if (nearMisses.length > 0) {
		const verb = summary.isDryRun ? 'would be written' : 'was written';
		const sentences = nearMisses
			.slice(0, NAMED_FIELDS)
			.map(
				({ name, standard }) =>
					`"${nameOf(name)}" ${verb} to a custom attribute. Braze's own attribute is "${standard}".`,
			);
		hints.push({ message: sentences.join(' '), type: 'info' });
	}
	return hints;
}

function whatHappened(summary: RunSummary): RunHint {
	const { statuses, isDryRun, requests } = summary;
	const items = itemsByStatus(statuses);
	if (isDryRun) return { message: `Nothing was sent: this was a dry run. ${items}.`, type: 'info' };
	if (statuses.size === 1 && statuses.has('skipped')) {
		return {
			message: `Nothing was sent: nothing is mapped, or every mapped value is empty. ${items}.`,
			type: 'warning',
		};
	}
	const type = statuses.has('partial') || statuses.has('rejected') ? 'warning' : 'info';
	if (requests === 0) return { message: `Nothing was sent. ${items}.`, type };
	return { message: `${items}. ${count(requests, 'request')}${waitsOf(summary)}.`, type };
}

/** A status in a sentence. */
function inWords(status: string): string {
	return status === 'preview' ? 'can be sent' : status;
}

/** E.g. `3 items: 2 accepted, 1 rejected`, or `3 items accepted`. */
function itemsByStatus(statuses: ReadonlyMap<string, number>): string {
	const all = [...statuses.values()].reduce((sum, items) => sum + items, 0);
	if (statuses.size === 1) return `${count(all, 'item')} ${inWords([...statuses.keys()][0])}`;
	const parts = [...statuses].map(([status, items]) => `${figure(items)} ${inWords(status)}`);
	return `${count(all, 'item')}: ${parts.join(', ')}`;
}

function waitsOf({ rateLimits, waited }: RunSummary): string {
	const seconds = count(Math.round(waited / 1000), 'second');
	if (rateLimits > 0) {
		const times = rateLimits === 1 ? 'once' : `${figure(rateLimits)} times`;
		return `; Braze's rate limit was reached ${times}, waited ${seconds}`;
	}
	return waited < 1000 ? '' : `; waited ${seconds}, as Braze asked`;
}

/** Fields, each with how many items it is about. */
function inItems(fields: ReadonlyMap<string, number>): string {
	return few([...fields].map(([field, items]) => `${nameOf(field)} (${count(items, 'item')})`));
}

function few(parts: readonly string[]): string {
	const others = parts.length - NAMED_FIELDS;
	if (others <= 0) return parts.join(', ');
	return `${parts.slice(0, NAMED_FIELDS).join(', ')} and ${count(others, 'more field')}`;
}

function count(number: number, noun: string): string {
	return `${figure(number)} ${noun}${number === 1 ? '' : 's'}`;
}

function figure(number: number): string {
	return number.toLocaleString('en-US');
}

/** A field's name, short enough and as HTML. */
function nameOf(name: string): string {
	return asHtml(short(name, NAME_LENGTH));
}
