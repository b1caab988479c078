import type { Outcomes } from '../../batch/outcomes';
import type { Planned } from '../../batch/plan';
import { groupBy } from '../../model/maps';
import { keyOf } from '../../model/user';
import type { Addressed } from './existence';
import type { Triggered } from './kinds';

/**
 * Warns of items in a run that Braze may treat as one, since they have the same user or email address.
 * Source: https://www.braze.com/docs/user_guide/engagement_tools/messaging_fundamentals/re_eligibility/
 */
export function warnOfRepeats(
	{ noun }: Triggered,
	items: ReadonlyArray<Planned<Addressed>>,
	outcomes: Outcomes,
): void {
	for (const same of groupBy(items, ({ prepared: { target, user } }) =>
		JSON.stringify([target, keyOf(user)]),
	).values()) {
		const [first, ...others] = same;
		for (const { item } of others) {
			outcomes.warnItem(
				item,
				`The user is that of item ${first.item} as well. Braze sends the ${noun} a second time only if re-eligibility is turned on for it.`,
			);
		}
	}
	const addressed = items.filter(({ prepared: { address } }) => address !== undefined);
	for (const same of groupBy(addressed, ({ prepared: { target, address } }) =>
		JSON.stringify([target, address]),
	).values()) {
		const [first, ...others] = same;
		for (const { item, prepared } of others) {
			if (keyOf(prepared.user) === keyOf(first.prepared.user)) continue;
			outcomes.warnItem(
				item,
				`The email address is that of item ${first.item} as well. Braze may send the ${noun} to it only once.`,
			);
		}
	}
}
