'use strict';

const { catalogs } = require('./catalogs');
const { lists } = require('./lists');
const { messages } = require('./messages');
const { subscriptions } = require('./subscriptions');
const { track } = require('./track');
const { users } = require('./users');

/** Every endpoint of Braze that the sandbox serves. */
const endpoints = [...track, ...users, ...subscriptions, ...messages, ...lists, ...catalogs];

module.exports = { endpoints };
