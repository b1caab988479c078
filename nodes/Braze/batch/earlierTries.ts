import type { IDataObject } from 'n8n-workflow';

import { toBraze } from '../model/user';
import { Outcomes } from './outcomes';
import type { EndpointRun } from './runs';
import type { Group, RequestObject, Stage } from './types';

/** How a next try goes about what is left. */
export interface NextTry {
	outcomes: Outcomes;
	/** Whether to send again what Braze may have and would count twice. */
	retryAmbiguous: boolean;
	/** Items that change what an earlier, unfinished one changes: what they set is set again after it. */
	following: ReadonlySet<number>;
	/** Gets each object that is sent again although Braze may have counted it. */
	resend: (object: RequestObject) => void;
}

/**
 * What earlier tries at the same items left in Braze: with n8n's "Retry On Fail" the node runs again with
 * all items, and what Braze counts must not be sent twice.
 */
export class EarlierTries {
	/** What Braze answered, by what it took. */
	private readonly taken = new Map<string, IDataObject | undefined>();

	/** Whether Braze took what would count twice. */
	counted = false;

	/** Why it is not known, by what Braze may have. */
	private readonly unknown = new Map<string, string>();

	/** Outcomes of one more try, which are remembered here. */
	outcomes(): Outcomes {
		return new RememberedOutcomes(this);
	}

	take(object: RequestObject, answer?: IDataObject): void {
		this.counted ||= !object.idempotent;
		for (const key of keysOf(object)) {
			this.taken.set(key, answer);
			this.unknown.delete(key);
		}
	}

	leaveUnknown(object: RequestObject, message: string): void {
		for (const key of keysOf(object)) this.unknown.set(key, message);
	}

	/** The runs without what need not, or must not, be sent again; its fate is noted. */
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

/** Outcomes that tell their fates to what outlives the try. */
class RememberedOutcomes extends Outcomes {
	constructor(private readonly tries: EarlierTries) {
		super();
	}

	override take(object: RequestObject, answer?: IDataObject): void {
		this.tries.take(object, answer);
		super.take(object, answer);
	}

	override leaveUnknown(object: RequestObject, message: string): void {
		this.tries.leaveUnknown(object, message);
		super.leaveUnknown(object, message);
	}
}

/**
 * What an object is known by in the next try, where it may be combined with fewer others: each of its
 * parts by its item, and by its place there or else by what it sets. Values do not count: an expression
 * such as `{{ $now }}` gives another one each time.
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
	// (An item may set some names of its user in one object, and others in a next one.)
	return [toBraze(user), content, flags].flatMap((fields) => Object.keys(fields));
}
