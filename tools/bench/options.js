'use strict';

const { parseArgs } = require('node:util');

/**
 * @typedef {object} BenchOptions
 * @property {boolean} json whether standard output gets JSON only
 * @property {boolean} quick whether to try everything with little, for figures that mean nothing
 */

/**
 * @param {string[]} args of the command line
 * @returns {BenchOptions}
 * @throws when there is another one
 */
function readOptions(args) {
	const { values } = parseArgs({
		args,
		options: {
			json: { type: 'boolean', default: false },
			quick: { type: 'boolean', default: false },
		},
	});
	return { json: values.json === true, quick: values.quick === true };
}

/**
 * Runs a benchmark as a program: progress on standard error, figures on standard output.
 *
 * @template Figures
 * @param {(options: BenchOptions, onProgress: (line: string) => void) => Promise<Figures>} measure
 * @param {(figures: Figures) => string} print for people
 */
function runBenchmark(measure, print) {
	const main = async () => {
		const options = readOptions(process.argv.slice(2));
		const figures = await measure(options, (line) => console.error(line));
		console.log(options.json ? JSON.stringify(figures) : print(figures));
	};
	main().catch((error) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	});
}

module.exports = { runBenchmark };
