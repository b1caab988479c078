'use strict';

const { exportIds } = require('../state/export');
const { track: trackUsers } = require('../state/track');

/** @typedef {import('../types-http').Endpoint} Endpoint */

/** @type {Endpoint[]} */
const track = [
	{
		method: 'POST',
		path: '/users/track',
		permission: 'users.track',
		handle: ({ body, workspace }) => trackUsers(body, workspace),
	},
	{
		method: 'POST',
		path: '/users/export/ids',
		permission: 'users.export.ids',
		handle: ({ body, workspace }) => exportIds(body, workspace),
	},
];

module.exports = { track };
