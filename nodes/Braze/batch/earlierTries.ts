import type { IDataObject } from 'n8n-workflow';

import { toBraze } from '../model/user';
import { Outcomes } from './outcomes';
import type { EndpointRun } from './runs';
import type { Group, RequestObject, Stage } from './types';

/** How the next try treats what is left. */
interface NextTry {
	outcomes: Outcomes;
	/** Whether to resend what Braze may already have and would count twice. */
	retryAmbiguous: boolean;
	/** Items that follow an unfinished one with the same user: they are sent again after it, in order. */
	following: ReadonlySet<number>;
	/** Called with each object that is resent although Braze may have counted it. */
	resend: (object: RequestObject) => void;
}

/**
 * Remembers what earlier tries sent. With n8n's "Retry On Fail" the node runs again with all of its
 * items, but events, purchases and increments must not be sent twice.
 */
export class EarlierTries {
	/** What Braze took, with what its response said about it. */
	private readonly taken = new Map<string, IDataObject | undefined>();

	/** Whether Braze took anything that would count twice. */
	counted = false;

	/** What Braze may have taken, with the reason why that is unknown. */
	private readonly unknown = new Map<string, string>();

	/** Starts the outcomes of another try, which are remembered here. */
	outcomes(): Outcomes {
		return new RememberedOutcomes(this);
	}

	take(object: RequestObject, output?: IDataObject): void {
		this.counted ||= !object.idempotent;
		for (const key of keysOf(object)) {
			this.taken.set(key, output);
			this.unknown.delete(key);
		}
	}

	leaveUnknown(object: RequestObject, message: string): void {
		for (const key of keysOf(object)) this.unknown.set(key, message);
	}

	/** The runs without the objects that need not or must not be resent; their outcomes are recorded. */
	remaining(runs: readonly EndpointRun[], next: NextTry): EndpointRun[] {
		return runs.map(({ endpoint, stages }) => ({
			endpoint,
			stages: stages.map((stage) => this.remainingOf(stage, next)),
		}));
	}

	private *remainingOf(stage: Stage, next: NextTry): Generator<Group> {
		for (const group of stage) {
			const left = group.filter((object) => this.isLeft(object, next));
			if (left.length > 0) yield left;
		}
	}

	private isLeft(object: RequestObject, next: NextTry): boolean {
		const { idempotent, items } = object;
		const keys = keysOf(object);
		if (keys.every((key) => this.taken.has(key))) {
			if (idempotent && items.some((item) => next.following.has(item))) return true;
			next.outcomes.take(object, this.taken.get(keys[0]));
			return false;
		}
		const why = idempotent ? undefined : this.unknown.get(keys[0]);
		if (why === undefined) return true;
		if (next.retryAmbiguous) {
			next.resend(object);
			return true;
		}
		next.outcomes.leaveUnknown(object, why);
		return false;
	}
}

/** Outcomes that are also recorded in the memory that outlives the try. */
class RememberedOutcomes extends Outcomes {
	constructor(private readonly tries: EarlierTries) {
		super();
	}

	override take(object: RequestObject, output?: IDataObject): void {
		this.tries.take(object, output);
		super.take(object, output);
	}

	override leaveUnknown(object: RequestObject, message: string): void {
		this.tries.leaveUnknown(object, message);
		super.leaveUnknown(object, message);
	}
}

/**
 * Recognizes an object in the next try, where it may be combined with fewer others: each part by its
 * item, and by its position or the names that it sets. Values are ignored, since an expression such as
 * `{{ $now }}` has another value each time.
 */
function keysOf({ parts, ...whole }: RequestObject): string[] {
	return (parts ?? [whole]).flatMap((part) =>
		part.items.flatMap((item) =>
			namesIn(part).map((name) => JSON.stringify([item, part.array, name])),
		),
	);
}

function namesIn({ position, content, user, flags = {} }: RequestObject): Array<string | number> {
	if (position !== undefined) return [position];
	if (user === undefined) return [JSON.stringify(content)];
	// An item's attributes may be spread over several objects, each with names of its own.
	return [toBraze(user), content, flags].flatMap((fields) => Object.keys(fields));
}
