'use strict';

const { transformSync } = require('esbuild');

/** Modules become CommonJS in jest, which has other names for a module's place. */
const define = { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' };

module.exports = {
	/**
	 * Strips the types of a TypeScript file for jest; `npm run check -- types` checks them.
	 *
	 * @param {string} source
	 * @param {string} sourcefile
	 * @returns {{ code: string }}
	 */
	process: (source, sourcefile) =>
		transformSync(source, {
			loader: 'ts',
			format: 'cjs',
			target: 'node20',
			platform: 'node',
			sourcemap: 'inline',
			sourcefile,
			define,
		}),
};
