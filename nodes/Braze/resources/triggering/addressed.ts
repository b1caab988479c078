import type { PreparedItem } from '../../batch/plan';
import type { User } from '../../model/user';

/** An item, as far as it matters to others of its run. */
export interface Addressed extends PreparedItem {
	user: User;
	/** Whether Braze creates a user who is not there. */
	creates: boolean;
	/** The campaign's or Canvas's ID. */
	target: string;
	/** Where the message goes, if the item says so. */
	address?: string;
}
