'use strict';

const { execFile } = require('node:child_process');
const path = require('node:path');
const { promisify } = require('node:util');

const { ensureN8n } = require('../../tools/n8n');

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
 * @param {string} userFolder of the running n8n
 * @param {string} workflowId
 */
function storage(userFolder, workflowId) {
	const file = path.join(userFolder, '.n8n', 'database.sqlite');
	const name = `refuse_${workflowId}`;
	/** @param {string} sql */
	const execute = async (sql) => {
		const { node } = await ensureN8n();
		await run(node, ['--no-warnings', '-e', EXECUTE, file, sql], { timeout: 30_000 });
	};
	return {
		refuse: () =>
			execute(`CREATE TRIGGER "${name}" BEFORE INSERT ON execution_entity
				WHEN NEW.workflowId = '${workflowId}' BEGIN SELECT RAISE(ABORT, 'refused'); END`),
		accept: () => execute(`DROP TRIGGER IF EXISTS "${name}"`),
	};
}

module.exports = { storage };
