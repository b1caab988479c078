import type { INodeProperties } from 'n8n-workflow';

import { EXPORT_PERMISSION } from '../../api/exportUsers';
import type { Plan, Planned, Planning } from '../../batch/plan';
import { planInOrder } from '../../batch/planInOrder';
import { prepareProofs, type ProvableItem } from '../../batch/proofs';
import type { Endpoint } from '../../batch/types';
import { LONG_SECONDS, readVerifyWithin, verifyOption } from '../../fields/verifyOption';

/**
 * The option *Verify in Braze* of operations whose items have a proof.
 *
 * @param slow a sentence about how long Braze may take, if it is more than seconds
 */
export function verifyUsersOption(slow?: string): INodeProperties {
	const takes = slow === undefined ? '' : ` ${slow}`;
	return verifyOption({
		description: `The longest time to read the users back after sending. Items whose profiles show the change get the status "applied"; for the others, warnings say what Braze shows.${takes} The API key needs the permission ${EXPORT_PERMISSION}.`,
		...(slow !== undefined && { seconds: LONG_SECONDS }),
	});
}

/** Plans items in their order, and verifies them if the option is set. */
export async function planWithProofs(
	items: ReadonlyArray<Planned<ProvableItem>>,
	endpoint: Endpoint,
	{ options, createClient }: Planning,
): Promise<Plan> {
	const plan = await planInOrder(items, endpoint);
	const seconds = readVerifyWithin(options.verifyWithin);
	if (seconds === undefined) return plan;
	const verify = await prepareProofs(items, seconds, createClient(EXPORT_PERMISSION));
	return { ...plan, verify };
}
