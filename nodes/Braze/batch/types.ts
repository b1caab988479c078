import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import type { User } from '../model/user';

/** An object for one of a request's arrays, and the items that it was made from. */
export interface RequestObject {
	/** The array that it goes into, e.g. `attributes`. */
	array: string;
	/** Text for lists of IDs, otherwise an object. */
	content: string | IDataObject;
	/** Whose it is: written before the content, which saves a copy of every item's data. */
	user?: User;
	/** Braze's control fields, e.g. `_merge_objects`: written after the content. */
	flags?: IDataObject;
	/** Its place among the item's objects in that array, from 1; not set if an item has only one. */
	position?: number;
	/** The names that it sets, if the item sets others in further objects of that array. */
	names?: readonly string[];
	/** The indices of the items that it was made from. */
	items: readonly number[];
	/** Whether sending it twice changes nothing. Events, purchases, `inc` and array operators count twice. */
	idempotent: boolean;
	/** What it was combined from: if Braze refuses the whole, the parts are sent one after the other. */
	parts?: readonly RequestObject[];
}

/** Identifies an object within its item. */
export type Place = Pick<RequestObject, 'array' | 'position' | 'names'>;

/** The parts of an item that earlier runs sent, and this one does not. */
export interface Earlier {
	/** Parts that Braze has. */
	taken: readonly Place[];
	/** Parts that Braze may have, and would count twice. */
	unknown: readonly Place[];
}

/** Objects that belong together, e.g. all of one user: they share a request if they fit. */
export type Group = readonly RequestObject[];

/** Groups that do not depend on each other: they can be sent in parallel and in any order. */
export type Stage = Iterable<Group>;

/** How much one request may hold. */
export interface Limits {
	/** How many objects. */
	objects: number;
	/** Whether `objects` applies to the whole request or to each of its arrays. */
	per: 'request' | 'array';
	/** How many bytes in the body. */
	bytes: number;
	/** How many bytes in a body of several objects, if fewer. */
	bytesOfSeveral?: number;
}

/** An endpoint that takes arrays of objects. */
export interface Endpoint {
	method: IHttpRequestMethods;
	/** Path below the REST endpoint. No slash at the end: Braze responds to that with 403 or 404. */
	path: string;
	limits: Limits;
	/** Fields of the body besides the arrays. */
	sharedFields?: IDataObject;
	/** The name of a list that wraps the whole body as its only element. */
	enclosingList?: string;
	/** Reads the errors in this endpoint's responses; {@link readErrors} by default. */
	errorsOf?: (body: unknown, objects: readonly RequestObject[]) => ResponseErrors;
	/** What errors call an object: its array by default. */
	nameOf?: (object: RequestObject) => string;
	/** A key that marks a successful response, if that may have no `message`. */
	responseKey?: string;
	/** What a successful response says about each object of its request, e.g. a dispatch ID. */
	outputOf?: (body: unknown, objects: readonly RequestObject[]) => IDataObject;
	/** Milliseconds between two stages, for endpoints that drop requests that follow sooner. */
	spacing?: number;
}

/** One request's worth of objects. */
export interface RequestBatch {
	objects: readonly RequestObject[];
	body: string;
}

/** An error about one object of a request. */
export interface ObjectError {
	object: RequestObject;
	message: string;
}

/** The errors in a response. */
export interface ResponseErrors {
	named: ObjectError[];
	/** Errors that name no object of the request, as Braze words them. */
	unnamed: string[];
	/** An error that applies to all objects alike, if Braze refused the request. */
	withAll?: string;
	/** Why the request had no effect, although Braze took it. */
	undone?: string;
}
