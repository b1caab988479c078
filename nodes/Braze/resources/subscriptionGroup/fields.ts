import type { UserChoice } from '../../fields/user';

/** Users as the subscription endpoints take them. */
export const WHO: UserChoice = { kinds: ['email', 'externalId', 'phone'] };
