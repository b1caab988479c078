import type { Resource } from '../runtime/operation';
import { campaign } from './campaign';
import { canvas } from './canvas';
import { catalog } from './catalog';
import { catalogItem } from './catalogItem';
import { email } from './email';
import { event } from './event';
import { message } from './message';
import { preferenceCenter } from './preferenceCenter';
import { product } from './product';
import { segment } from './segment';
import { sms } from './sms';
import { subscriptionGroup } from './subscriptionGroup';
import { transactionalEmail } from './transactionalEmail';
import { user } from './user';

/** Everything that the node works on, in the order shown: what most people come for is first. */
export const resources: readonly Resource[] = [
	user,
	campaign,
	canvas,
	catalog,
	catalogItem,
	email,
	event,
	message,
	preferenceCenter,
	product,
	segment,
	sms,
	subscriptionGroup,
	transactionalEmail,
];
