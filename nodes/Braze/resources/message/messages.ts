import type { IDataObject } from 'n8n-workflow';

import type { PerItem } from '../../mapping/perItem';

/** By channel, as Braze's requests have them: `{email: {...}}`. */
export type Messages = Record<string, IDataObject>;

/** Reads the messages that an item sends. */
export type ReadMessages = PerItem<Messages>;
