import type { GroupMember } from '../../api/groupStates';
import type { UserChoice } from '../../fields/user';

/** Users as the subscription endpoints take them. */
export const WHO: UserChoice<GroupMember['by']> = { kinds: ['email', 'externalId', 'phone'] };
