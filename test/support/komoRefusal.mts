import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { ensureN8n } from '../../tools/n8n/start.mts';

const run = promisify(execFile);

/** Run by n8n's Node, which brings SQLite along: file and SQL as arguments. */
const EXECUTE = `
const { DatabaseSync } = require('node:sqlite');
const database = new DatabaseSync(process.argv[1]);
database.exec('PRAGMA busy_timeout = 10000');
database.exec(process.argv[2]);
database.close();`;

/**
 * Makes n8n's database refuse to store executions of one workflow, as a full disk or a lost
 * database would, and take them again.
 *
 * @param userFolder of the running n8n
 */
export function storage(userFolder: string, workflowId: string) {
	const file = path.join(userFolder, '.n8n', 'database.sqlite');
	const name = `refuse_${workflowId}`;
	const execute = async (sql: string) => {
		const { node } = await ensureN8n();
		await run(node, ['--no-warnings', '-e', EXECUTE, file, sql], { timeout: 30_000 });
	};
	return {
		refuse: async () => {
			await execute(`CREATE TRIGGER "${name}" BEFORE INSERT ON execution_entity
				WHEN NEW.workflowId = '${workflowId}' BEGIN SELECT RAISE(ABORT, 'refused'); END`);
		},
		accept: async () => {
			await execute(`DROP TRIGGER IF EXISTS "${name}"`);
		},
	};
}
