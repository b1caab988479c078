import { catalogs } from './catalogs.mts';
import { detailsOf } from './details.mts';
import { directMessages } from './directMessages.mts';
import { segmentExports } from './exports.mts';
import { hygiene } from './hygiene.mts';
import { lists } from './lists.mts';
import { messages } from './messages.mts';
import { preferenceCenters } from './preferenceCenters.mts';
import { schedules } from './schedules.mts';
import { subscriptions } from './subscriptions.mts';
import { track } from './track.mts';
import { transactional } from './transactional.mts';
import { users } from './users.mts';

/** Every endpoint of Braze that the sandbox serves. */
export const endpoints = [
	...track,
	...users,
	...subscriptions,
	...hygiene,
	...preferenceCenters,
	...messages,
	...directMessages,
	...schedules,
	...transactional,
	...detailsOf,
	...lists,
	...segmentExports,
	...catalogs,
];
