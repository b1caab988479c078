import type { Endpoint, Group, Stage } from './types';

/** Stages that go to one endpoint, one after the other. */
export interface EndpointRun {
	endpoint: Endpoint;
	stages: Stage[];
}

/**
 * Splits stages by where their groups go, keeping the order of the stages: an endpoint's stages are
 * one run as long as no other endpoint's stage has to come in between.
 */
export function endpointRuns(
	stages: Iterable<Stage>,
	endpoints: ReadonlyMap<Group, Endpoint>,
): EndpointRun[] {
	const runs: EndpointRun[] = [];
	for (const stage of stages) {
		for (const [endpoint, groups] of byEndpoint(stage, endpoints)) {
			const last = runs.at(-1);
			if (last?.endpoint === endpoint) last.stages.push(groups);
			else runs.push({ endpoint, stages: [groups] });
		}
	}
	return runs;
}

function byEndpoint(stage: Stage, endpoints: ReadonlyMap<Group, Endpoint>): Map<Endpoint, Group[]> {
	const sorted = new Map<Endpoint, Group[]>();
	for (const group of stage) {
		const endpoint = endpoints.get(group) as Endpoint;
		const groups = sorted.get(endpoint);
		if (groups === undefined) sorted.set(endpoint, [group]);
		else groups.push(group);
	}
	return sorted;
}
