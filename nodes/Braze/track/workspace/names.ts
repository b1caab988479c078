import type { IDataObject } from 'n8n-workflow';

import type { Client } from '../../api/client';
import { CUSTOM_ATTRIBUTES, EVENTS, readCursorPages } from '../../api/cursorPages';

/** What Braze says about one of the workspace's attributes or events. */
export interface KnownName {
	/** `Active`, or another word if Braze no longer processes it. */
	status?: string;
	/** E.g. `Number`, of attributes only. It may be forced or just detected. */
	dataType?: string;
	/** The maximum length of a list, for attributes that have their own limit. */
	arrayLength?: number;
}

/** The names in a workspace. */
export interface WorkspaceNames {
	attributes: ReadonlyMap<string, KnownName>;
	events: ReadonlyMap<string, KnownName>;
	/** Whether all names were read: only then are other names new. */
	isWhole: boolean;
}

/** How many pages of 50 names to read: the endpoints share 1,000 requests an hour. */
const MOST_PAGES = 100;

/** How long names are kept, in milliseconds. */
const KEPT = 10 * 60_000;

/** How many workspaces are kept; the oldest is forgotten first. */
const MOST_WORKSPACES = 20;

interface Kept {
	names: WorkspaceNames;
	/** In milliseconds since 1970. */
	until: number;
}

/** Remembers the names of recently read workspaces, in this process. */
export class WorkspaceMemory {
	private readonly kept = new Map<string, Kept>();

	/**
	 * Returns the names of a workspace, which are read at most once in ten minutes.
	 *
	 * @param workspace identifies the workspace and the API key without revealing them
	 * @param client used only for reading: a key that may not read can still write
	 * @returns the names, or why they could not be read
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
