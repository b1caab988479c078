'use strict';

/*
 * Lets mocha run the unit tests as jest does, for mutation testing: with everything loaded once in one
 * process, a mutant takes milliseconds, where jest sets up its world for each.
 */

const fs = require('node:fs');
const Module = require('node:module');

const { expect } = require('expect');
const { bind } = require('jest-each');
const { fn, spyOn } = require('jest-mock');

const { process: transform } = require('../setup/jestTransform');

/** @type {Record<string, (module: { _compile: (code: string, file: string) => void }, file: string) => void>} */
const loaders = /** @type {any} */ (Module)._extensions;

for (const extension of ['.ts', '.mts']) {
	loaders[extension] = (module, file) => {
		const { code } = transform(fs.readFileSync(file, 'utf8'), file);
		// A file's hooks concern only its own tests.
		const isTest = file.endsWith('.test.ts');
		module._compile(isTest ? `describe('', () => {${code}\n});` : code, file);
	};
}
// `KomoTrigger.node` is the TypeScript file, not the JSON beside it: TypeScript is looked for first.
for (const extension of ['.js', '.json', '.node']) {
	const load = loaders[extension];
	delete loaders[extension];
	loaders[extension] = load;
}

Object.assign(globalThis, { expect, jest: { fn, spyOn } });

/** Mocha sets its functions for each file that it loads: `it.each` is added to them then. */
for (const name of ['describe', 'it', 'test']) {
	/** @type {any} */
	let current;
	Object.defineProperty(globalThis, name, {
		get: () => current,
		set: (value) => {
			current = value;
			if (typeof value === 'function') value.each = bind(value);
		},
	});
}
for (const [ours, mochas] of [
	['beforeAll', 'before'],
	['afterAll', 'after'],
]) {
	Object.defineProperty(globalThis, ours, {
		get: () => /** @type {Record<string, unknown>} */ (globalThis)[mochas],
	});
}
