import type { GroupMember } from '../../api/groupStates';

/** Users that may be asked for together: Braze tells which is which by external ID alone. */
export function topicOf({ by }: GroupMember, about = ''): { topic?: string } {
	return by === 'externalId' ? { topic: `${by} ${about}` } : {};
}
