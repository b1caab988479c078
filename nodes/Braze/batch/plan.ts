import type { IDataObject } from 'n8n-workflow';

import type { Client, StopReason } from '../api/client';
import type { Remark } from '../model/itemError';
import type { LeftOut } from '../model/leftOut';
import type { NearMiss } from '../model/nearMisses';
import type { Outcomes } from './outcomes';
import type { EndpointRun } from './runs';
import type { Earlier, RequestObject } from './types';

/** An item, ready to be planned. */
export interface PreparedItem {
	objects: ReadonlyArray<Omit<RequestObject, 'items'>>;
	/** The path of its request, if that differs between items. */
	path?: string;
	/** Fields of its request besides the arrays; items with equal fields share requests. */
	sharedFields?: IDataObject;
	/** Keys of what it changes: items that share a key are sent in order, all others in any order. */
	orderingKeys?: readonly string[];
	/** What its outcome says besides the status, e.g. the user. */
	outcome?: IDataObject;
	/** Why it cannot be sent. */
	problems?: readonly string[];
	/** Warnings about it. */
	warnings?: readonly string[];
	/** Parts that are left out, while the rest is sent. */
	leftOut?: readonly LeftOut[];
	/** Remarks about parts that are sent all the same. */
	remarks?: readonly Remark[];
	/** Parts that are not sent, because earlier runs sent them. */
	earlier?: Earlier;
}

/** An item that can be sent. */
export interface Planned<Prepared extends PreparedItem = PreparedItem> {
	item: number;
	prepared: Prepared;
}

/** The result of reading an item back. */
export interface ReadBack {
	/** Whether Braze shows everything of the item that can be seen; false if nothing can. */
	applied: boolean;
	/** Fields of the outcome: `verified`, `unverified`, `unverifiable`. */
	outcome: IDataObject;
	warnings: readonly string[];
}

/**
 * Reads back what was sent.
 *
 * @param taken the items that Braze has taken in full
 * @returns the result for each item
 */
export type Verify = (taken: ReadonlySet<number>) => Promise<ReadonlyMap<number, ReadBack>>;

/** A sentence about the whole run. */
export interface Note {
	message: string;
	type: 'info' | 'warning';
}

/** Advice about some of a run's fields, given once instead of on each item. */
export interface Advice {
	/** How many items it is about, by field. */
	fields: ReadonlyMap<string, number>;
	/** Whole sentences, which follow the names of the fields. */
	text: string;
}

/** What is sent for all items, and in which order. */
export interface Plan {
	runs: EndpointRun[];
	/** The statuses of items that have nothing to send. */
	idle?: ReadonlyMap<number, 'skipped' | 'unchanged'>;
	/** What else outcomes say, by item, e.g. what is sent. */
	said?: ReadonlyMap<number, IDataObject>;
	/** Whether the run ends here, and only shows what it would send. */
	isPreview?: boolean;
	/** Custom attributes whose names look like those of Braze's own. */
	nearMisses?: readonly NearMiss[];
	advice?: readonly Advice[];
	/** Sentences to show above the output: names and numbers, no values. */
	notes?: readonly Note[];
	/** Checks, once everything is sent, whether Braze shows what it took. */
	verify?: Verify;
	/** Why items could not be planned, if the reason applies to all of them. */
	stopReason?: StopReason;
}

/** What planning may need. */
export interface Planning {
	options: IDataObject;
	outcomes: Outcomes;
	/** Identifies the workspace and the API key without revealing them. */
	workspace: string;
	/** Opens a client for one permission: being refused a read must not stop what is written. */
	createClient: (permission: string) => Client;
}
