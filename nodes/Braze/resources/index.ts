import type { Resource } from './operation';
import { user } from './user';

/** Everything that the node works on, in the order shown. */
export const resources: readonly Resource[] = [user];
