import { parseArgs } from 'node:util';

export interface BenchOptions {
	/** Whether standard output gets JSON only. */
	json: boolean;
	/** Whether to try everything with little, for figures that mean nothing. */
	quick: boolean;
}

/**
 * @param args of the command line
 * @throws when there is another one
 */
function readOptions(args: string[]): BenchOptions {
	const { values } = parseArgs({
		args,
		options: {
			json: { type: 'boolean', default: false },
			quick: { type: 'boolean', default: false },
		},
	});
	return values;
}

export type Measure<Figures> = (
	options: BenchOptions,
	onProgress: (line: string) => void,
) => Promise<Figures>;

/**
 * Runs a benchmark as a program: progress on standard error, figures on standard output.
 *
 * @param print for people
 */
export function runBenchmark<Figures>(
	measure: Measure<Figures>,
	print: (figures: Figures) => string,
) {
	const main = async () => {
		const options = readOptions(process.argv.slice(2));
		const figures = await measure(options, (line) => {
			console.error(line);
		});
		console.log(options.json ? JSON.stringify(figures) : print(figures));
	};
	main().catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	});
}
