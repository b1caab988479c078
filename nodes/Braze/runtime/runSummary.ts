import type { Advice } from '../batch/plan';
import type { NearMiss } from '../model/nearMisses';
import { short } from '../model/shownValue';
import { counted, figure } from '../model/wording';
import { asHtml } from './html';
import { type ItemResult, statusOf } from './itemResult';

/** What happened in a run: numbers and field names, no values. */
export interface RunSummary {
	/** Items by their status. */
	statuses: ReadonlyMap<string, number>;
	/** Whether the run only showed what it would send. */
	isPreview: boolean;
	/** Whether failed items leave by the error output, where n8n puts the input's fields before what went wrong. */
	hasErrorOutput: boolean;
	/** Requests sent, including retries. */
	requests: number;
	/** How often Braze's rate limit was reached. */
	rateLimits: number;
	/** Milliseconds in which requests waited for a rate limit, or because Braze asked them to. */
	waited: number;
	/** How many items each field was left out of. */
	leftOut: ReadonlyMap<string, number>;
	/** How many items have a remark about each field. */
	remarks: ReadonlyMap<string, number>;
	nearMisses: readonly NearMiss[];
	advice: readonly Advice[];
	mapping?: MappingNotes;
}

/** Notes about the mapping as a whole. */
export interface MappingNotes {
	/** Fields that auto-map leaves out, since the workspace has no such attribute, and how many items have them. */
	unknownFields: ReadonlyMap<string, number>;
	/** Mapped attributes that have no value in any item. */
	emptyFields: readonly string[];
	/** Whether anything depends on a *Send If*. */
	isConditional: boolean;
	idleRows: readonly IdleRows[];
}

/** Rows of a collection that do nothing, since nobody filled in what they need. */
export interface IdleRows {
	/** The collection's display name. */
	collection: string;
	/** The display name of the field that is empty. */
	field: string;
	/** Their places, counted from 1. */
	rows: readonly number[];
}

/** A hint above the output. */
export interface RunHint {
	/** HTML. */
	message: string;
	type: 'info' | 'warning';
}

/** How many fields a hint names: data may have any number of keys. */
const NAMED_FIELDS = 10;

/** How many characters of a field's name are shown. */
const NAME_LENGTH = 40;

/** Statuses from good to bad; last, items that nothing was done for. */
const ORDER = [
	'preview',
	'applied',
	'accepted',
	'unchanged',
	'partial',
	'rejected',
	'skipped',
] as const;

/** Counts results by status, good ones first. Results without a status are not counted. */
export function countStatuses(results: readonly ItemResult[]): Map<string, number> {
	const counts = new Map<string, number>(ORDER.map((status) => [status, 0]));
	for (const result of results) {
		const status = statusOf(result);
		if (status !== undefined) counts.set(status, (counts.get(status) ?? 0) + 1);
	}
	for (const [status, count] of counts) if (count === 0) counts.delete(status);
	return counts;
}

/** The hints above the output: what became of the items, and what was left out of them. */
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
	if (nearMisses.length > 0) {
		const verb = summary.isPreview ? 'would be written' : 'was written';
		const sentences = nearMisses
			.slice(0, NAMED_FIELDS)
			.map(
				({ name, standard }) =>
					`"${nameOf(name)}" ${verb} to a custom attribute. Braze's own attribute is "${standard}": if that is meant, rename it to "${standard}" in Attributes.`,
			);
		hints.push({ message: sentences.join(' '), type: 'info' });
	}
	for (const { fields, text } of advice) {
		hints.push({ message: `${inItems(fields)}: ${text}`, type: 'info' });
	}
	return [...hints, ...hintsAboutMapping(summary)];
}

function hintsAboutMapping({ mapping }: RunSummary): RunHint[] {
	if (mapping === undefined) return [];
	const { unknownFields, emptyFields, idleRows } = mapping;
	const hints: RunHint[] = [];
	if (unknownFields.size > 0) {
		hints.push({
			message: `Not mapped: ${inItems(unknownFields)}. The list of attributes has none with this name. If your workspace has, refresh the list in Attributes; to create one, set Attributes Mode to "Drag and Drop".`,
			type: 'info',
		});
	}
	if (emptyFields.length > 0) {
		const fields = firstFew(emptyFields.map((field) => `${nameOf(field)}: no item has a value`));
		hints.push({
			message: `${fields}. Check that the input has the fields that are mapped.`,
			type: 'info',
		});
	}
	for (const { collection, field, rows } of idleRows) {
		const which = firstFew(
			rows.map((row) => `row ${row}`),
			'row',
		);
		hints.push({
			message: `${collection}: ${field} is not chosen (${which}), so nothing is sent for it. Choose one, or map a field to it.`,
			type: 'warning',
		});
	}
	return hints;
}

function whatHappened(summary: RunSummary): RunHint {
	const { statuses, isPreview, hasErrorOutput, requests } = summary;
	const items = itemsByStatus(statuses);
	if (isPreview)
		return { message: `Nothing was sent: this was a dry run. ${items}.`, type: 'info' };
	if (statuses.size === 1 && statuses.has('skipped')) {
		return {
			message: `Nothing was sent: ${whyNothing(summary)}. ${items}.`,
			type: 'warning',
		};
	}
	const hasFailed = statuses.has('partial') || statuses.has('rejected');
	const type = hasFailed ? 'warning' : 'info';
	const why = hasFailed && hasErrorOutput ? ' In the error branch, the last fields say why.' : '';
	if (requests === 0) return { message: `Nothing was sent. ${items}.${why}`, type };
	const sent = `${counted(requests, 'request')}${waitsOf(summary)}`;
	return { message: `${items}. ${sent}.${why}`, type };
}

function whyNothing({ leftOut, mapping }: RunSummary): string {
	if (leftOut.size > 0) return 'what is mapped was left out, or is empty';
	if (mapping?.isConditional) return 'every mapped value is empty, or its Send If is no';
	return 'nothing is mapped, or every mapped value is empty';
}

/** A status, as used in a sentence. */
function inWords(status: string): string {
	return status === 'preview' ? 'can be sent' : status;
}

/** E.g. `3 items: 2 accepted, 1 rejected`, or `3 items accepted`. */
function itemsByStatus(statuses: ReadonlyMap<string, number>): string {
	const all = [...statuses.values()].reduce((sum, items) => sum + items, 0);
	if (statuses.size === 1) return `${counted(all, 'item')} ${inWords([...statuses.keys()][0])}`;
	const parts = [...statuses].map(([status, items]) => `${figure(items)} ${inWords(status)}`);
	return `${counted(all, 'item')}: ${parts.join(', ')}`;
}

function waitsOf({ rateLimits, waited }: RunSummary): string {
	const seconds = counted(Math.round(waited / 1000), 'second');
	if (rateLimits > 0) {
		const times = rateLimits === 1 ? 'once' : `${figure(rateLimits)} times`;
		return `; Braze's rate limit was reached ${times}, waited ${seconds}`;
	}
	return waited < 1000 ? '' : `; waited ${seconds}, as Braze asked`;
}

/** Fields, each with its number of items. */
function inItems(fields: ReadonlyMap<string, number>): string {
	return firstFew(
		[...fields].map(([field, items]) => `${nameOf(field)} (${counted(items, 'item')})`),
	);
}

function firstFew(parts: readonly string[], noun = 'field'): string {
	const others = parts.length - NAMED_FIELDS;
	if (others <= 0) return parts.join(', ');
	return `${parts.slice(0, NAMED_FIELDS).join(', ')} and ${counted(others, `more ${noun}`)}`;
}

/** A field's name, shortened and escaped. */
function nameOf(name: string): string {
	return asHtml(short(name, NAME_LENGTH));
}
