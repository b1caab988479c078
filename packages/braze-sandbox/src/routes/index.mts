import { catalogs } from './catalogs.mts';
import { lists } from './lists.mts';
import { messages } from './messages.mts';
import { subscriptions } from './subscriptions.mts';
import { track } from './track.mts';
import { transactional } from './transactional.mts';
import { users } from './users.mts';

/** Every endpoint of Braze that the sandbox serves. */
export const endpoints = [
	...track,
	...users,
	...subscriptions,
	...messages,
	...transactional,
	...lists,
	...catalogs,
];
