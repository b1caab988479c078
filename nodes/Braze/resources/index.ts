import { campaign } from './campaign';
import { canvas } from './canvas';
import { catalogItem } from './catalogItem';
import { email } from './email';
import type { Resource } from '../runtime/operation';
import { segment } from './segment';
import { subscriptionGroup } from './subscriptionGroup';
import { transactionalEmail } from './transactionalEmail';
import { user } from './user';

/** Everything that the node works on, in the order shown: what most people come for is first. */
export const resources: readonly Resource[] = [
	user,
	campaign,
	canvas,
	catalogItem,
	email,
	segment,
	subscriptionGroup,
	transactionalEmail,
];
