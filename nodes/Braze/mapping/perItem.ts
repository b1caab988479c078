import type { IDataObject } from 'n8n-workflow';

/** An item of the input: its JSON, and its place. */
export type Item = readonly [json: IDataObject, itemIndex: number];

/** What a parameter compiles to: reads its value for an item. */
export type PerItem<Value> = (...item: Item) => Value;
