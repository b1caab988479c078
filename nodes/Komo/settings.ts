import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import type { SecretLocation } from './authentication';
import type { Filters } from './filters';
import type { GroupLimits } from './grouping';
import type { OutputShape } from './output';

/** The node's parameters, ready to use. */
export interface Settings {
	authentication: 'none' | 'secret';
	secretLocation: SecretLocation;
	filters: Filters;
	output: OutputShape;
	includeHeaders: boolean;
	/** Milliseconds; 0 when duplicates are let through. */
	ignoreDuplicatesFor: number;
	/** Missing when every call starts its own execution. */
	group?: GroupLimits;
}

/** Bounds of the numbers that may also come from an expression. */
export const MAX_SUBMISSIONS = 1_000;
export const MAX_WAIT = 10_000;
export const MAX_DUPLICATE_MINUTES = 24 * 60;

const DEFAULT_SUBMISSIONS = 75;
const DEFAULT_WAIT = 250;

const splitList = (text: unknown): string[] =>
	String(text ?? '')
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '');

function bounded(value: unknown, fallback: number, min: number, max: number): number {
	const number = Number(value ?? fallback);
	return Number.isFinite(number) ? Math.min(Math.max(number, min), max) : fallback;
}

function groupLimits(options: IDataObject): GroupLimits | undefined {
	const { values } = (options.groupSubmissions ?? {}) as { values?: IDataObject };
	if (!values) return undefined;
	return {
		maxSubmissions: Math.floor(
			bounded(values.maxSubmissions, DEFAULT_SUBMISSIONS, 1, MAX_SUBMISSIONS),
		),
		maxWait: bounded(values.maxWait, DEFAULT_WAIT, 1, MAX_WAIT),
	};
}

/** Reads each parameter once; n8n evaluates nothing as long as they hold no expressions. */
export function readSettings(context: IWebhookFunctions): Settings {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const authentication = context.getNodeParameter('authentication', 'none');
	return {
		// Whatever is not clearly "none" asks for the secret.
		authentication: authentication === 'none' ? 'none' : 'secret',
		secretLocation: context.getNodeParameter('secretLocation', 'header') as SecretLocation,
		filters: {
			events: [context.getNodeParameter('events', [])].flat() as string[],
			otherEvents: splitList(context.getNodeParameter('otherEvents', '')),
			siteIds: splitList(options.siteIds),
			cardIds: splitList(options.cardIds),
			cardTypes: splitList(options.cardTypes),
		},
		output: context.getNodeParameter('output', 'flat') as OutputShape,
		includeHeaders: options.includeHeaders === true,
		ignoreDuplicatesFor: bounded(options.ignoreDuplicates, 0, 0, MAX_DUPLICATE_MINUTES) * 60_000,
		group: groupLimits(options),
	};
}
