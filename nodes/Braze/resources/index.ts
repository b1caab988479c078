import { campaign } from './campaign';
import { canvas } from './canvas';
import type { Resource } from './operation';
import { segment } from './segment';
import { user } from './user';

/** Everything that the node works on, in the order shown. */
export const resources: readonly Resource[] = [campaign, canvas, segment, user];
