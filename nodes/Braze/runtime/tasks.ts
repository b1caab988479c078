import type { IDataObject } from 'n8n-workflow';

import { entryOf, groupBy } from '../model/maps';

/** What one item asks of Braze. */
export interface Task<Subject> {
	subject: Subject;
	/** Tasks with the same topic can share a request. Without one, a task has its own request. */
	topic?: string;
	/** Tasks of one topic with the same text count once in a request. Without it, each counts. */
	about?: string;
}

/** What came of a task: the item's output, or why there is none. */
export type TaskResult = readonly IDataObject[] | { problem: string };

/** A task and its item. */
export interface ItemTask<Subject> {
	item: number;
	subject: Subject;
	about: unknown;
}

/** The tasks of a run, by topic. */
export class Topics<Subject> {
	private readonly topics = new Map<unknown, Array<ItemTask<Subject>>>();

	/** How many topics there are. */
	get size(): number {
		return this.topics.size;
	}

	/** The indices of all items that have a task. */
	get items(): number[] {
		return [...this.topics.values()].flat().map(({ item }) => item);
	}

	add(item: number, { subject, topic, about }: Task<Subject>): void {
		const tasks = entryOf(
			this.topics,
			topic ?? Symbol('its own'),
			() => [] as Array<ItemTask<Subject>>,
		);
		tasks.push({ item, subject, about: about ?? item });
	}

	/** The tasks of each request, see {@link inRequests}. */
	*requests(size: number): Generator<Array<ItemTask<Subject>>> {
		for (const tasks of this.topics.values()) yield* inRequests(tasks, size);
	}
}

/** Splits tasks by request: up to `size` in each. Tasks about the same thing count as one. */
export function* inRequests<Subject>(
	tasks: ReadonlyArray<ItemTask<Subject>>,
	size: number,
): Generator<Array<ItemTask<Subject>>> {
	const groups = [...groupBy(tasks, ({ about }) => about).values()];
	for (let start = 0; start < groups.length; start += size) {
		yield groups.slice(start, start + size).flat();
	}
}
