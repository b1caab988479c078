'use strict';

const { dest, parallel, src } = require('gulp');

/** The codex files: n8n reads `X.node.json` beside the built node. */
const codex = () => src('nodes/**/*.node.json').pipe(dest('dist/nodes'));

/** The icons, where the built nodes and credentials look for them. */
const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

exports.build = parallel(codex, icons);
