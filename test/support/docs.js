'use strict';

const { readFileSync } = require('node:fs');
const { join } = require('node:path');

/** @param {string} name of a page below `docs/` @returns {string} its text */
function readDoc(name) {
	return readFileSync(join(__dirname, '..', '..', 'docs', name), 'utf8');
}

module.exports = { readDoc };
