'use strict';

/** Until everything is done that waits for nothing but promises. @returns {Promise<void>} */
const idle = () => new Promise((resolve) => setImmediate(resolve));

module.exports = { idle };
