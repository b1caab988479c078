import type { PreparedItem } from '../../batch/plan';
import type { User } from '../../model/user';

/** An item with what other items of its run are compared with. */
export interface Addressed extends PreparedItem {
	user: User;
	/** Whether Braze creates an unknown user. */
	creates: boolean;
	/** The ID of the campaign or Canvas. */
	target: string;
	/** The email address that the message goes to, if the item has one. */
	address?: string;
}
