import type { GroupMember } from '../../api/groupStates';
import type { UserChoice } from '../../fields/user';

/** How the subscription group endpoints identify users. */
export const WHO: UserChoice<GroupMember['by']> = { kinds: ['email', 'externalId', 'phone'] };
