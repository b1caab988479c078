import type { Client } from '../../api/client';
import type { Note } from '../../batch/plan';
import type { LeftOut } from '../../model/leftOut';
import { short } from '../../model/shownValue';
import type { UserChange } from '../combine';
import { WorkspaceMemory } from './names';
import { applyWorkspaceRules, type NewName } from './rules';

/** What is left of the changes, and what to say. */
export interface Checked {
	changes: readonly UserChange[];
	leftOut: ReadonlyMap<number, readonly LeftOut[]>;
	warnings: ReadonlyMap<number, readonly string[]>;
	notes: readonly Note[];
}

/** Of this process: many executions of a workflow read the lists once. */
const memory = new WorkspaceMemory();

/** New names that the note names. */
const NAMED = 10;

/**
 * Holds changes against the workspace's own attributes and events. If these cannot be read, everything
 * is sent, and that is said once.
 *
 * @param workspace the same text for the same workspace and key
 * @param client for reading alone
 */
export async function checkAgainstWorkspace(
	changes: readonly UserChange[],
	workspace: string,
	client: Client,
): Promise<Checked> {
	const names = await memory.read(workspace, client);
	if ('refusal' in names) {
		const message = `"Check Against Workspace" could not read the attributes and events of the workspace, so everything was sent unchecked: ${names.refusal}`;
		const notes = [{ message, type: 'warning' as const }];
		return { changes, leftOut: new Map(), warnings: new Map(), notes };
	}
	const { newNames, ...ruled } = applyWorkspaceRules(changes, names);
	return { ...ruled, notes: noteOfNewNames(newNames) };
}

function noteOfNewNames(newNames: readonly NewName[]): Note[] {
	if (newNames.length === 0) return [];
	const named = newNames.slice(0, NAMED).map(({ name, kind, nearest }) => {
		const near = nearest === undefined ? '' : ` (the workspace has "${short(nearest)}")`;
		return `${kind} "${short(name)}"${near}`;
	});
	const others = newNames.length - named.length;
	const more = others > 0 ? ` and ${others.toLocaleString('en-US')} more` : '';
	return [{ message: `New in this workspace: ${named.join(', ')}${more}.`, type: 'info' }];
}
