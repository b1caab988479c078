import type { IDataObject } from 'n8n-workflow';

import type { PerItem } from '../../mapping/perItem';

/** Messages by channel, as in Braze's requests: `{email: {...}}`. */
export type Messages = Record<string, IDataObject>;

/** Reads the messages of an item. */
export type ReadMessages = PerItem<Messages>;
