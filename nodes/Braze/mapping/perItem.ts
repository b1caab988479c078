import type { IDataObject } from 'n8n-workflow';

/** An input item: its JSON and index. */
export type Item = readonly [json: IDataObject, itemIndex: number];

/** What a parameter compiles to: a function that reads its value from an item. */
export type PerItem<Value> = (...item: Item) => Value;
