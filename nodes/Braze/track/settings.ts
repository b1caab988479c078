import type { IDataObject } from 'n8n-workflow';

import type { ParameterSource } from '../mapping/engine';
import type { PerItem } from '../mapping/perItem';
import { compileValue, isExpression } from '../mapping/value';
import { readBoolean } from '../model/boolean';
import { chosen } from '../model/choice';
import type { EmptyValues } from '../model/emptyValues';
import { checkBrazeId } from '../model/idText';
import { withoutInvisible } from '../model/invisible';
import { ItemError } from '../model/itemError';
import { once } from '../model/once';

/**
 * Which nested objects Braze merges with what it holds instead of replacing them: none, all, those that
 * come from dotted names, or those of some attributes.
 */
export type MergeNestedObjects = 'never' | 'always' | 'dotted' | readonly string[];

/** What a value that Braze would not store costs: only itself, or its item. */
type InvalidValues = 'leaveOut' | 'reject';

/** The options that can differ between items. */
export interface ItemSettings {
	emptyValues: EmptyValues;
	invalidValues: InvalidValues;
	mergeNestedObjects: MergeNestedObjects;
	updateExistingOnly: boolean;
	/** The custom attribute that holds the moment of the last entry; undefined: older data is sent, too. */
	newestBy?: string;
	/** The app that events and purchases are counted for; Braze's app identifier. */
	appId?: string;
}

const EMPTY_VALUES: readonly EmptyValues[] = ['skip', 'clear', 'send'];
const INVALID_VALUES: readonly InvalidValues[] = ['leaveOut', 'reject'];
const MERGE = ['dotted', 'always', 'never'] as const;

/** Their parameters. */
const NAMES = [
	'appId',
	'emptyValues',
	'invalidValues',
	'mergeNestedObjects',
	'newestBy',
	'updateExistingOnly',
];

/**
 * Compiles the options that can differ between items.
 *
 * @returns a function of the item that throws ItemError for a value that an option cannot have
 */
export function compileSettings(parameters: ParameterSource): PerItem<ItemSettings> {
	const options = (parameters.raw('options') ?? {}) as IDataObject;
	const option = (name: string, label: string) =>
		compileValue(options[name], parameters.engine, label);
	const emptyValues = option('emptyValues', 'Empty Values');
	const invalidValues = option('invalidValues', 'Invalid Values');
	const merge = option('mergeNestedObjects', 'Merge Nested Objects');
	const updateOnly = option('updateExistingOnly', 'Update Existing Only');
	const newestBy = option('newestBy', 'Skip Older Data');
	const appId = option('appId', 'App ID');
	const read: PerItem<ItemSettings> = (json, itemIndex) => ({
		emptyValues: chosen(emptyValues(json, itemIndex), EMPTY_VALUES, 'Empty Values'),
		invalidValues: chosen(invalidValues(json, itemIndex), INVALID_VALUES, 'Invalid Values'),
		mergeNestedObjects: readMerge(merge(json, itemIndex)),
		updateExistingOnly: readBoolean(updateOnly(json, itemIndex), 'Update Existing Only', false),
		...readNewestBy(newestBy(json, itemIndex)),
		...readAppId(appId(json, itemIndex)),
	});
	if (NAMES.some((name) => isExpression(options[name]))) return read;
	// (If it throws, it is read for each item.)
	const settings = once(() => read({}, 0));
	return () => settings();
}

/** The option was a switch before: on merged all objects, off none. An expression may name attributes. */
function readMerge(value: unknown): MergeNestedObjects {
	if (Array.isArray(value) && value.every((name) => typeof name === 'string')) return value;
	if (value === true) return 'always';
	if (value === false) return 'never';
	return chosen(value, MERGE, 'Merge Nested Objects');
}

/** @throws ItemError for anything but text */
function readNewestBy(value: unknown): Pick<ItemSettings, 'newestBy'> {
	if (value === undefined || value === null) return {};
	if (typeof value !== 'string') {
		throw new ItemError('Skip Older Data must be the name of a custom attribute.', { value });
	}
	const name = value.trim();
	return name === '' ? {} : { newestBy: name };
}

/** The app to count events and purchases for. @throws ItemError for anything but an ID */
export function readAppId(value: unknown): { appId?: string } {
	if (value === undefined || value === null) return {};
	if (typeof value !== 'string' && typeof value !== 'number') {
		throw new ItemError('App ID must be text.', { value });
	}
	const appId = withoutInvisible(String(value));
	return appId === '' ? {} : { appId: checkBrazeId(appId, 'App ID') };
}
