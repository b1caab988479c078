import path from 'node:path';
import { parseArgs } from 'node:util';

import { writeFigures } from './page.mts';

interface BenchOptions {
	/** Whether standard output gets only JSON. */
	json: boolean;
	/** Whether to try everything with small numbers, for figures that mean nothing. */
	quick: boolean;
	/** Whether the figures also go into the benchmark's page, see `page.mts`. */
	write: boolean;
	/** The only part to measure, where a benchmark has several. */
	part?: string;
}

/**
 * @param args of the command line
 * @param parts that the benchmark has
 * @param isWrittenApart whether each of them has a page of its own
 * @throws for an unknown part, and for `write` without a whole run
 */
function readOptions(args: string[], parts: string[], isWrittenApart: boolean): BenchOptions {
	const { values } = parseArgs({
		args,
		options: {
			json: { type: 'boolean', default: false },
			quick: { type: 'boolean', default: false },
			write: { type: 'boolean', default: false },
			part: { type: 'string' },
		},
	});
	const { part, quick, write } = values;
	if (write && (quick || (part !== undefined && !isWrittenApart))) {
		throw new Error('--write: this page gets the figures of a whole run');
	}
	if (part !== undefined && !parts.includes(part)) {
		throw new Error(`--part: ${parts.length ? parts.join(' or ') : 'there are none'}`);
	}
	return values;
}

export type Measure<Figures> = (
	options: BenchOptions,
	onProgress: (line: string) => void,
) => Promise<Figures>;

/**
 * Runs a benchmark as a program: progress on standard error, figures on standard output, and with
 * `--write` on the page with the program's name in `docs/measurements/`, or on those that `print` names.
 *
 * @param print for people: one text, or one for each page by its name
 * @param parts that can be measured alone
 * @param isWrittenApart whether each of them has a page of its own
 */
export function runBenchmark<Figures>(
	measure: Measure<Figures>,
	print: (figures: Figures) => string | Record<string, string>,
	parts: string[] = [],
	isWrittenApart = false,
) {
	const main = async () => {
		const options = readOptions(process.argv.slice(2), parts, isWrittenApart);
		const figures = await measure(options, (line) => {
			console.error(line);
		});
		const printed = print(figures);
		const page = path.parse(process.argv[1]).name;
		const texts = typeof printed === 'string' ? { [page]: printed } : printed;
		console.log(options.json ? JSON.stringify(figures) : Object.values(texts).join('\n\n'));
		if (!options.write) return;
		for (const [name, text] of Object.entries(texts)) writeFigures(name, text);
	};
	main().catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	});
}
