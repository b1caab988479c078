'use strict';

const path = require('node:path');

const { dest, parallel, src, watch } = require('gulp');

/** Where the package is built: `npm run dev` has it built into a running n8n. */
const built = process.env.BUILD_FOLDER ?? 'dist';

const CODEX = 'nodes/**/*.node.json';
const ICONS = 'icons/*.svg';

/** The codex files: n8n reads `X.node.json` beside the built node. */
const codex = () => src(CODEX).pipe(dest(path.join(built, 'nodes')));

/** The icons, where the built nodes and credentials look for them. */
const icons = () => src(ICONS, { encoding: false }).pipe(dest(path.join(built, 'icons')));

exports.build = parallel(codex, icons);

exports.watch = () => {
	watch(CODEX, codex);
	watch(ICONS, icons);
};
