import type { INodeProperties } from 'n8n-workflow';

/** Seconds of reading back: the least, and the longest that makes sense. */
const LEAST = 1;
const MOST = 600;

/** Seconds that Braze needs as a rule, with room to spare. */
export const USUAL_SECONDS = 10;

/** Seconds for what Braze takes its time for: it may still be minutes. */
export const LONG_SECONDS = 60;

/** What differs between operations. */
export interface VerifyChoice {
	/** What the description says is read, and how long Braze may take: whole sentences. */
	description: string;
	/** What it starts with, {@link USUAL_SECONDS} if not set. */
	seconds?: number;
}

/** "Verify in Braze", an entry of an Options collection. */
export function verifyOption({
	description,
	seconds = USUAL_SECONDS,
}: VerifyChoice): INodeProperties {
	return {
		displayName: 'Verify in Braze (Seconds)',
		name: 'verifyWithin',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: LEAST, maxValue: MOST },
		default: seconds,
		description,
	};
}

/**
 * Reads the option: seconds within its bounds; undefined if it was not added. What is no number is the
 * default: the option was added, so it is wanted.
 */
export function readVerifyWithin(value: unknown, usual = USUAL_SECONDS): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const seconds = Number(value);
	return Number.isNaN(seconds) ? usual : Math.min(Math.max(seconds, LEAST), MOST);
}
