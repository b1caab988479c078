import { isPlainObject } from '../model/objects';
import { isOperator } from '../model/operators';
import { textOf } from '../model/text';
import type { UserChange } from './combine';

/** The most that an item can cost. Combined items and merged profiles cost less. */
export interface DataPoints {
	/** The upper bound, apart from properties. */
	atMost: number;
	/** Properties: each costs one more if enabled for segmentation, which the API does not reveal. */
	properties: number;
}

/** Attributes that cost nothing. */
const FREE = new Set(['email_subscribe', 'push_subscribe', 'subscription_groups', 'push_tokens']);

/** Events that cost nothing, including their properties. */
const FREE_EVENTS = 'ecommerce.';

/**
 * The most data points that sending a change can cost.
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

/** Adds up the costs of several changes. */
export function sumOfDataPoints(all: Iterable<DataPoints>): DataPoints {
	const total = { atMost: 0, properties: 0 };
	for (const { atMost, properties } of all) {
		total.atMost += atMost;
		total.properties += properties;
	}
	return total;
}

/** A value counts once, an object once per key, and an operator once for everything that it changes. */
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
