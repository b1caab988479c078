import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { GroupLimits } from './grouping';
import type { ResponseMode } from './responseMode';
import type { SecretLocation } from './sharedSecret';

/** The parameters that triggers share, ready to use. */
export interface ReceivingSettings {
	/** Missing when no secret is asked for. */
	secretLocation?: SecretLocation;
	responseMode: ResponseMode;
	/** Names of headers to show beside the harmless ones; missing when none are shown. */
	headerNames?: string[];
	/** Milliseconds; 0 when duplicates are let through. */
	ignoreDuplicatesFor: number;
	/** Missing when every call starts its own execution. */
	group?: GroupLimits;
}

/** What a number may be that the user can also give as an expression. */
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

/** The nearest number in a range; what is no number is taken as the least. */
function bounded(value: unknown, { min, max }: NumberRange): number {
	const number = Number(value);
	return Number.isNaN(number) ? min : Math.min(Math.max(number, min), max);
}

/** The parts of a text between commas, without blanks and empty parts. */
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

/** What one kind of trigger does where the user says nothing. */
export interface ReceivingDefaults {
	/** For a trigger whose user isn't asked. */
	secretLocation?: SecretLocation;
	/** In minutes, while the option is not added; otherwise duplicates are let through then. */
	ignoreDuplicates?: number;
}

/** (Missing when the editor does not show it; what is not clearly the query is the header.) */
const secretLocation = (context: IWebhookFunctions): SecretLocation =>
	context.getNodeParameter('secretLocation', 'header') === 'query' ? 'query' : 'header';

/** What n8n makes of the parameter, see `responseModeField`. */
const responseMode = (context: IWebhookFunctions): ResponseMode =>
	context.getNodeParameter('responseMode', 'onReceived') === 'lastNode' ? 'lastNode' : 'onReceived';

/**
 * Reads each parameter once; n8n evaluates nothing as long as they hold no expressions. It has
 * filled in the defaults of what is shown in the editor; options that were not added are missing.
 */
export function readReceivingSettings(
	context: IWebhookFunctions,
	defaults: ReceivingDefaults = {},
): ReceivingSettings {
	const options = context.getNodeParameter('options') as IDataObject;
	const { ignoreDuplicates = defaults.ignoreDuplicates } = options;
	// Whatever is not clearly "none" asks for the secret.
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
