import type { IDataObject } from 'n8n-workflow';

import type { Client, StopReason } from '../api/client';
import type { Remark } from '../model/itemError';
import type { LeftOut } from '../model/leftOut';
import type { NearMiss } from '../model/nearMisses';
import type { Outcomes } from './outcomes';
import type { EndpointRun } from './runs';
import type { Earlier, RequestObject } from './types';

/** What one item asks for. */
export interface PreparedItem {
	objects: ReadonlyArray<Omit<RequestObject, 'items'>>;
	/** Its request's path, if that differs between items. */
	path?: string;
	/** Fields of its request beside the arrays; items with the same ones share requests. */
	sharedFields?: IDataObject;
	/** Keys of what it changes; items that share one are sent in their order. None: any order. */
	orderingKeys?: readonly string[];
	/** What its outcome says beside the status, e.g. the user. */
	outcome?: IDataObject;
	/** Why it cannot be sent. */
	problems?: readonly string[];
	/** What is to be said about it that is no error. */
	warnings?: readonly string[];
	/** Parts that are not sent, while the rest is. */
	leftOut?: readonly LeftOut[];
	/** What is to be said about parts that are sent. */
	remarks?: readonly Remark[];
	/** What is not sent of it because of earlier runs. */
	earlier?: Earlier;
}

/** An item that can be sent. */
export interface Planned<Prepared extends PreparedItem = PreparedItem> {
	item: number;
	prepared: Prepared;
}

/** What reading back came to for one item. */
export interface ReadBack {
	/** Whether Braze shows everything of the item that can be seen, and something can. */
	applied: boolean;
	/** What the outcome says: `verified`, `unverified`, `unverifiable`. */
	outcome: IDataObject;
	warnings: readonly string[];
}

/**
 * Reads back what was sent.
 *
 * @param taken the items that Braze has taken whole
 * @returns what to say by item
 */
export type Verify = (taken: ReadonlySet<number>) => Promise<ReadonlyMap<number, ReadBack>>;

/** A sentence about the whole run. */
export interface Note {
	message: string;
	type: 'info' | 'warning';
}

/** What is to be said once about a run, and no item's warnings say. */
export interface Advice {
	/** Items that it is about, by the field. */
	fields: ReadonlyMap<string, number>;
	/** What follows the fields' names: whole sentences. */
	text: string;
}

/** All items, as they are to be sent. */
export interface Plan {
	runs: EndpointRun[];
	/** What became of items without an object to send. */
	idle?: ReadonlyMap<number, 'skipped' | 'unchanged'>;
	/** What outcomes say as well, by item. */
	sent?: ReadonlyMap<number, IDataObject>;
	/** Attributes that were likely meant to be Braze's own. */
	nearMisses?: readonly NearMiss[];
	/** What is to be said once about fields, and no item's warnings say. */
	advice?: readonly Advice[];
	/** What is to be said above the output; names and numbers, no values. */
	notes?: readonly Note[];
	/** Looks, once all is sent, what came of the items that Braze has taken whole. */
	verify?: Verify;
	/** Why items could not be planned, if it is for a reason that meets all of them. */
	stopReason?: StopReason;
}

/** What planning may need. */
export interface Planning {
	options: IDataObject;
	outcomes: Outcomes;
	/** The same text for the same workspace and key; holds no secret. */
	workspace: string;
	/** A client of its own, for one endpoint: a key that may not read can still write. */
	createClient: (permission: string) => Client;
}
