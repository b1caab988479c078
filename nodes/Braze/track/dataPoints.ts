import { isPlainObject } from '../model/objects';
import { isOperator } from '../model/operators';
import { textOf } from '../model/text';
import type { UserChange } from './combine';

/** What an item may cost. Combined items and merged profiles cost less, nothing costs more. */
export interface DataPoints {
	/** Those that are certain to be the most. */
	atMost: number;
	/** Properties: each counts once more if it is enabled for segmentation, which the API does not tell. */
	properties: number;
}

/** Attributes that cost nothing. */
const FREE = new Set(['email_subscribe', 'push_subscribe', 'subscription_groups', 'push_tokens']);

/** Events that cost nothing, with their properties. */
const FREE_EVENTS = 'ecommerce.';

/**
 * The data points that sending a change costs at most.
 * Source: https://www.braze.com/docs/user_guide/data/data_points/
 */
export function dataPointsOf({ attributes = {}, events, purchases }: UserChange): DataPoints {
	const counted = [
		...events.filter(({ object: { name } }) => !textOf(name).startsWith(FREE_EVENTS)),
		...purchases,
	];
	const ofAttributes = Object.entries(attributes)
		.filter(([name]) => !FREE.has(name))
		.map(([, value]) => pointsOf(value));
	return {
		atMost: sum(ofAttributes) + counted.length,
		properties: sum(counted.map(({ object: { properties } }) => keysOf(properties))),
	};
}

/** Adds up what several changes cost. */
export function sumOfDataPoints(all: Iterable<DataPoints>): DataPoints {
	const total = { atMost: 0, properties: 0 };
	for (const { atMost, properties } of all) {
		total.atMost += atMost;
		total.properties += properties;
	}
	return total;
}

/** A value counts once, an object once for each of its keys, and an operator for each thing it changes. */
function pointsOf(value: unknown): number {
	if (isOperator(value)) return Math.max(1, sum(Object.values(value).map(changesIn)));
	if (!isPlainObject(value)) return 1;
	return Math.max(1, sum(Object.values(value).map(pointsOf)));
}

function changesIn(operand: unknown): number {
	return Array.isArray(operand) ? sum(operand.map(pointsOf)) : 1;
}

function keysOf(properties: unknown): number {
	return isPlainObject(properties) ? Object.keys(properties).length : 0;
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((all, one) => all + one, 0);
}
