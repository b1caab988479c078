import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import type { User } from '../model/user';

/** One object for one of a request's arrays, and the items it was made from. */
export interface RequestObject {
	/** The request's array that it goes into, e.g. `attributes`. */
	array: string;
	/** Text in lists of IDs, else an object. */
	content: string | IDataObject;
	/** Whose it is: written into the object before its content, which need not be copied for that. */
	user?: User;
	/** Braze's control fields, e.g. `_merge_objects`: written into the object behind its content. */
	flags?: IDataObject;
	/** Which of its item's objects in that array it is, from 1; not set where an item has only one. */
	position?: number;
	/** What it sets of its item, where the item sets more in other objects of that array; else not set. */
	names?: readonly string[];
	/** Indices of the items that it was made from. */
	items: readonly number[];
	/** Whether a second delivery changes nothing; it would count twice for events, purchases, `inc` and array operators. */
	idempotent: boolean;
	/** What it was combined from; if Braze refuses the whole, these are sent one after the other. */
	parts?: readonly RequestObject[];
}

/** Where something stands in its item. */
export type Place = Pick<RequestObject, 'array' | 'position' | 'names'>;

/** What earlier runs left of an item, and this one does not send. */
export interface Earlier {
	/** What Braze has. */
	taken: readonly Place[];
	/** What Braze may have, and would count twice. */
	unknown: readonly Place[];
}

/** Objects that belong together, such as all that one user gets; kept in one request if they fit. */
export type Group = readonly RequestObject[];

/** Groups that do not depend on each other: they may travel in parallel and in any order. */
export type Stage = Iterable<Group>;

/** How much one request may hold. */
export interface Limits {
	/** Objects in a request. */
	objects: number;
	/** Whether `objects` is for all arrays of the request together, or for each of them. */
	per: 'request' | 'array';
	/** Bytes of the body. */
	bytes: number;
	/** Bytes that a body of several objects should not exceed, if they are fewer. */
	bytesOfSeveral?: number;
}

/** An endpoint that takes arrays of objects. */
export interface Endpoint {
	method: IHttpRequestMethods;
	/** Path below the REST endpoint, without a slash at the end: Braze answers 403 or 404 to one. */
	path: string;
	limits: Limits;
	/** Fields of the body beside the arrays, the same for every object. */
	sharedFields?: IDataObject;
	/** Name of a list that the whole body goes into, as its only element. */
	enclosingList?: string;
	/** Reads what this endpoint's answer says went wrong; {@link readErrors} by default. */
	errorsOf?: (body: unknown, objects: readonly RequestObject[]) => AnswerErrors;
	/** What errors call an object; its array by default. */
	nameOf?: (object: RequestObject) => string;
	/** The key of a good answer that may have no `message`. */
	answerKey?: string;
	/** What a good answer says about every object of its request, e.g. a dispatch ID. */
	answerOf?: (body: unknown, objects: readonly RequestObject[]) => IDataObject;
	/** Milliseconds between two stages, where Braze drops what follows sooner. */
	spacing?: number;
}

/** One request's worth of objects. */
export interface RequestBatch {
	objects: readonly RequestObject[];
	body: string;
}

/** What Braze said about one object of a request. */
export interface ObjectError {
	object: RequestObject;
	message: string;
}

/** What an answer says went wrong. */
export interface AnswerErrors {
	named: ObjectError[];
	/** What names no object of the request, in Braze's words. */
	unnamed: string[];
	/** What is wrong with every object alike, if Braze refused the request. */
	withAll?: string;
	/** Why nothing came of the request, although Braze took it. */
	undone?: string;
}
