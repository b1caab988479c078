import type { GroupMember } from '../../api/groupStates';

/** Groups users that can share a request: only with external IDs does the response say whose state is whose. */
export function topicOf({ by }: GroupMember, about = ''): { topic?: string } {
	return by === 'externalId' ? { topic: `${by} ${about}` } : {};
}
