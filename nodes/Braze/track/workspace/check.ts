import type { Client } from '../../api/client';
import type { Note } from '../../batch/plan';
import type { LeftOut } from '../../model/leftOut';
import { short } from '../../model/shownValue';
import { figure } from '../../model/wording';
import type { UserChange } from '../combine';
import { WorkspaceMemory } from './names';
import { applyWorkspaceRules, type NewName } from './rules';

/** The changes that are left, and what to say about the others. */
interface Checked {
	changes: readonly UserChange[];
	leftOut: ReadonlyMap<number, readonly LeftOut[]>;
	warnings: ReadonlyMap<number, readonly string[]>;
	notes: readonly Note[];
}

/** Shared by all executions in this process, so that the lists are read once. */
const memory = new WorkspaceMemory();

/** How many new names the note lists. */
const NAMED = 10;

/**
 * Checks changes against the workspace's own attributes and events. If these cannot be read, everything is
 * sent, and a note says so.
 *
 * @param workspace identifies the workspace and the API key without revealing them
 * @param client used only for reading
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
	const more = others > 0 ? ` and ${figure(others)} more` : '';
	return [{ message: `New in this workspace: ${named.join(', ')}${more}.`, type: 'info' }];
}
