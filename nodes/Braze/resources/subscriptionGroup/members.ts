import type { GroupMember } from '../../api/groupStates';
import type { UserChoice } from '../../fields/user';

/** How the subscription group endpoints identify users. */
export const WHO: UserChoice<GroupMember['by']> = { kinds: ['email', 'externalId', 'phone'] };

/** Groups users that can share a request: only with external IDs does the response say whose state is whose. */
export function topicOf({ by }: GroupMember, about = ''): { topic?: string } {
	return by === 'externalId' ? { topic: `${by} ${about}` } : {};
}
