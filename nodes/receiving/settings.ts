import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { GroupLimits } from './grouping';
import type { ResponseMode } from './responseMode';
import type { SecretLocation } from './sharedSecret';

/** The parameters that triggers share, ready to use. */
export interface ReceivingSettings {
	/** Missing if no secret is required. */
	secretLocation?: SecretLocation;
	responseMode: ResponseMode;
	/** Names of headers to show besides the harmless ones; missing if none are shown. */
	headerNames?: string[];
	/** In milliseconds; 0 to accept duplicates. */
	ignoreDuplicatesFor: number;
	/** Missing if every call starts its own execution. */
	group?: GroupLimits;
}

/** The bounds of a number, which can also come from an expression. */
interface NumberRange {
	min: number;
	max: number;
}

export const GROUP_SIZE: NumberRange = { min: 1, max: 1_000 };
/** In milliseconds. */
export const GROUP_WAIT: NumberRange = { min: 1, max: 10_000 };
/** In minutes. */
export const DUPLICATE_TIME: NumberRange = { min: 0, max: 24 * 60 };

const MINUTE = 60_000;

/** The nearest number in a range; anything that is not a number means the least. */
function bounded(value: unknown, { min, max }: NumberRange): number {
	const number = Number(value);
	return Number.isNaN(number) ? min : Math.min(Math.max(number, min), max);
}

/** The parts of a text between commas, trimmed, without empty ones. */
export const splitList = (text: unknown): string[] =>
	String((text ?? '') as string | number | string[])
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '');

function groupLimits(options: IDataObject): GroupLimits | undefined {
	const { values } = (options.groupSubmissions ?? {}) as { values?: IDataObject };
	if (!values) return undefined;
	return {
		maxSubmissions: Math.floor(bounded(values.maxSubmissions, GROUP_SIZE)),
		maxWait: bounded(values.maxWait, GROUP_WAIT),
	};
}

/** The defaults of one kind of trigger. */
interface ReceivingDefaults {
	/** For a trigger that does not ask the user. */
	secretLocation?: SecretLocation;
	/** In minutes, if the option was not added; without a default, duplicates are accepted. */
	ignoreDuplicates?: number;
}

/** Missing if the editor does not show it; anything but the query means the header. */
const secretLocation = (context: IWebhookFunctions): SecretLocation =>
	context.getNodeParameter('secretLocation', 'header') === 'query' ? 'query' : 'header';

/** How n8n reads the parameter; see `responseModeField`. */
const responseMode = (context: IWebhookFunctions): ResponseMode =>
	context.getNodeParameter('responseMode', 'onReceived') === 'lastNode' ? 'lastNode' : 'onReceived';

/**
 * Reads each parameter once; without expressions, n8n evaluates nothing. n8n has filled in the defaults of
 * visible fields; options that were not added are missing.
 */
export function readReceivingSettings(
	context: IWebhookFunctions,
	defaults: ReceivingDefaults = {},
): ReceivingSettings {
	const options = context.getNodeParameter('options') as IDataObject;
	const { ignoreDuplicates = defaults.ignoreDuplicates } = options;
	// Anything but "none" requires the secret.
	const asksForSecret = context.getNodeParameter('authentication') !== 'none';
	return {
		secretLocation: asksForSecret
			? (defaults.secretLocation ?? secretLocation(context))
			: undefined,
		responseMode: responseMode(context),
		headerNames: options.includeHeaders === true ? splitList(options.headerNames) : undefined,
		ignoreDuplicatesFor: bounded(ignoreDuplicates, DUPLICATE_TIME) * MINUTE,
		group: groupLimits(options),
	};
}
