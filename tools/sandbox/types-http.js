'use strict';

/**
 * @typedef {object} Call one request, without its HTTP
 * @property {unknown} body
 * @property {URLSearchParams} query
 * @property {Record<string, string>} params of the path
 * @property {string} base address of the sandbox, for links
 * @property {import('./state/workspace').Workspace} workspace
 *
 * @typedef {object} Endpoint
 * @property {'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} method
 * @property {string} path
 * @property {string} permission
 * @property {(call: Call) => import('./types').Answer} handle
 */

module.exports = {};
