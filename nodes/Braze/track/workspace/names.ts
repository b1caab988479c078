import type { IDataObject } from 'n8n-workflow';

import type { Client } from '../../api/client';
import { CUSTOM_ATTRIBUTES, EVENTS, readCursorPages } from '../../api/cursorPages';

/** What the workspace says of one of its attributes or events. */
export interface KnownName {
	/** `Active`, or a word for what Braze no longer processes. */
	status?: string;
	/** E.g. `Number`; only of attributes. It does not tell a forced type from a detected one. */
	dataType?: string;
	/** How many elements a list may have; only of attributes that have a limit of their own. */
	arrayLength?: number;
}

/** The names that a workspace knows. */
export interface WorkspaceNames {
	attributes: ReadonlyMap<string, KnownName>;
	events: ReadonlyMap<string, KnownName>;
	/** Whether that is all of them: only then is a name that is absent a new one. */
	isWhole: boolean;
}

/** Pages of 50 names that are read at most: the endpoints share 1,000 requests an hour. */
const MOST_PAGES = 100;

/** How long what was read is kept, in milliseconds. */
const KEPT = 10 * 60_000;

/** How many workspaces are kept; the one read first is forgotten first. */
const MOST_WORKSPACES = 20;

interface Kept {
	names: WorkspaceNames;
	/** In milliseconds since 1970. */
	until: number;
}

/** The names of workspaces that were read lately, in this process. */
export class WorkspaceMemory {
	private readonly kept = new Map<string, Kept>();

	/**
	 * Gives the names of a workspace, read once in ten minutes.
	 *
	 * @param workspace what tells it from others; holds no secret
	 * @param client one for reading alone: a key that may not read can still write
	 * @returns why they could not be read, if they could not
	 */
	async read(workspace: string, client: Client): Promise<WorkspaceNames | { refusal: string }> {
		const known = this.kept.get(workspace);
		if (known !== undefined && client.now() < known.until) return known.names;
		const attributes = await readCursorPages(CUSTOM_ATTRIBUTES, MOST_PAGES, client);
		if (attributes.refusal !== undefined) return { refusal: attributes.refusal };
		const events = await readCursorPages(EVENTS, MOST_PAGES, client);
		if (events.refusal !== undefined) return { refusal: events.refusal };
		const names = {
			attributes: byName(attributes.entries),
			events: byName(events.entries),
			isWhole: !attributes.hasMore && !events.hasMore,
		};
		this.keep(workspace, { names, until: client.now() + KEPT });
		return names;
	}

	private keep(workspace: string, kept: Kept): void {
		this.kept.delete(workspace);
		this.kept.set(workspace, kept);
		if (this.kept.size > MOST_WORKSPACES) {
			const [oldest] = this.kept.keys();
			this.kept.delete(oldest);
		}
	}
}

function byName(entries: readonly IDataObject[]): Map<string, KnownName> {
	return new Map(
		entries.flatMap(({ name, status, data_type: dataType, array_length: arrayLength }) =>
			typeof name === 'string'
				? [
						[
							name,
							{
								...(typeof status === 'string' && { status }),
								...(typeof dataType === 'string' && { dataType }),
								...(typeof arrayLength === 'number' && { arrayLength }),
							},
						] as const,
					]
				: [],
		),
	);
}
