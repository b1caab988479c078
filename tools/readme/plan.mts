import { commandsIn, fencedBlocks } from './blocks.mts';

/** A command of the README, or another block. */
interface Step {
	/** As written in the README. */
	command: string;
	/** What is run instead, where it would not end by itself. */
	run?: string;
	/** Why it is not run. */
	leftOut?: string;
}

const SHELL = ['sh', 'bash', 'shell'];

/** Commands that do not end by themselves, and forms of them that do. */
const ENDING = new Map([['npm run demo', 'npm run demo -- --once']]);

const NOT_RUN = new Map([
	['npm run test:all', 'it takes half an hour, and CI runs it; --all runs it here'],
]);

/**
 * What to do with each block of a page.
 *
 * @param all whether to run what takes long as well
 */
export const planOf = (markdown: string, all: boolean): Step[] =>
	fencedBlocks(markdown).flatMap((block): Step[] => {
		if (block.language === 'dockerfile') {
			return [{ command: block.lines[0], leftOut: 'it needs Docker, and the package on npm' }];
		}
		if (!SHELL.includes(block.language)) {
			return [{ command: block.lines[0], leftOut: `a block of ${block.language || 'text'}` }];
		}
		return commandsIn(block).map((command) => {
			const leftOut = all ? undefined : NOT_RUN.get(command);
			if (leftOut !== undefined) return { command, leftOut };
			return { command, run: ENDING.get(command) ?? command };
		});
	});
