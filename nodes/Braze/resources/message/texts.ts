import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { readId, readText } from '../../fields/text';
import type { Item, PerItem } from '../../mapping/perItem';
import { readBoolean } from '../../model/boolean';
import { ItemError } from '../../model/itemError';
import { isUnset } from '../../model/nothing';
import { checkLetters } from '../../model/text';
import type { Parameters } from '../../runtime/parameters';

/** Source: https://www.braze.com/docs/api/identifier_types/, "App identifier" */
export const appIdField: INodeProperties = {
	displayName: 'App ID',
	name: 'appId',
	type: 'string',
	displayOptions: { show: { channel: ['email', 'sms', 'whatsApp'] } },
	default: '',
	required: true,
	placeholder: 'e.g. 153e8a29-fd6d-4f77-ade7-1a4ca08d457a',
	description:
		'The API identifier of any app of your workspace, from Settings > APIs and Identifiers in Braze',
};

/** Compiles a required text of a message. */
export function compileText(parameters: Parameters, name: string, label: string): PerItem<string> {
	const text = parameters.perItem(name);
	return (...item) => readText((...one) => checkedText(text(...one)), label, item);
}

/** Compiles an ID in a message. */
export function compileId(parameters: Parameters, name: string, label: string): PerItem<string> {
	const id = parameters.perItem(name);
	return (...item) => readId(id, label, item);
}

/** Reads an optional text. @throws ItemError */
export function optionText(
	options: IDataObject,
	name: string,
	label: string,
	item: Item,
): string | undefined {
	const value = options[name];
	if (isUnset(value)) return undefined;
	return readText(() => checkedText(value), label, item);
}

/** Reads an optional web address. @throws ItemError */
export function optionUrl(
	options: IDataObject,
	name: string,
	label: string,
	item: Item,
): string | undefined {
	const url = optionText(options, name, label, item);
	return url === undefined ? undefined : checkUrl(url, label);
}

/** Reads an optional switch. @throws ItemError */
export function optionSwitch(
	options: IDataObject,
	name: string,
	label: string,
): boolean | undefined {
	if (options[name] === undefined || options[name] === '') return undefined;
	return readBoolean(options[name], label, false);
}

/** @throws ItemError for a text that is not a web address; text with Liquid is left for Braze to check */
export function checkUrl(url: string, label: string): string {
	if (URL.canParse(url) || /\{[{%]/.test(url)) return url;
	throw new ItemError(`${label} is not a web address.`, { value: url });
}

/** Leaves out undefined values. */
export function given(object: Record<string, unknown>): IDataObject {
	const entries = Object.entries(object).filter(([, value]) => value !== undefined);
	return Object.fromEntries(entries) as IDataObject;
}

/** A text without halves of characters, which may leave it empty. @throws ItemError; follows the field's name */
function checkedText(value: unknown): unknown {
	return typeof value === 'string' ? checkLetters(value) : value;
}
