import type { Plan, Planned } from './plan';
import { endpointRuns } from './runs';
import { schedule } from './schedule';
import type { Endpoint } from './types';

/** Plans items that change the same thing in order, and all others together. */
export async function planInOrder(items: readonly Planned[], endpoint: Endpoint): Promise<Plan> {
	const entries = items.map(({ item, prepared }) => {
		const { objects, path = endpoint.path, sharedFields, orderingKeys = [] } = prepared;
		return {
			endpoint: { ...endpoint, path, sharedFields },
			group: objects.map((object) => ({ ...object, items: [item] })),
			orderingKeys,
		};
	});
	return await Promise.resolve({ runs: endpointRuns(schedule(entries)) });
}
