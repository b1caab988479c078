'use strict';

const { lists } = require('./lists');
const { track } = require('./track');

/** Every endpoint of Braze that the sandbox serves. */
const endpoints = [...track, ...lists];

module.exports = { endpoints };
