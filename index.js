'use strict';

// n8n finds nodes and credentials through package.json; this is for anyone who requires the package.
module.exports = {
	...require('./dist/credentials/BrazeApi.credentials.js'),
	...require('./dist/credentials/BrazeWebhookApi.credentials.js'),
	...require('./dist/credentials/KomoWebhookApi.credentials.js'),
	...require('./dist/nodes/Braze/Braze.node.js'),
	...require('./dist/nodes/Braze/BrazeTrigger.node.js'),
	...require('./dist/nodes/Komo/KomoTrigger.node.js'),
};
