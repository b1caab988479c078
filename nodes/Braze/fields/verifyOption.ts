import type { INodeProperties } from 'n8n-workflow';

import { isUnset } from '../model/nothing';

/** Bounds of the option, in seconds. */
const LEAST = 1;
const MOST = 600;

/** Default for changes that Braze usually shows within seconds. */
const USUAL_SECONDS = 10;

/** Default for changes that take longer, sometimes minutes. */
export const LONG_SECONDS = 60;

/** How the option differs between operations. */
interface VerifyChoice {
	/** What is read back, and how long Braze may take: whole sentences. */
	description: string;
	/** Its default, {@link USUAL_SECONDS} if not set. */
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
 * Reads the option, in seconds within its bounds; undefined if it was not added. Anything that is not a
 * number means the default, since adding the option turns it on.
 */
export function readVerifyWithin(value: unknown, usual = USUAL_SECONDS): number | undefined {
	if (isUnset(value)) return undefined;
	const seconds = Number(value);
	return Number.isNaN(seconds) ? usual : Math.min(Math.max(seconds, LEAST), MOST);
}
