import { entryOf } from '../model/maps';
import type { Endpoint, Group, Stage } from './types';

/** A group of objects, and the endpoint that it goes to. */
interface Routed {
	endpoint: Endpoint;
	group: Group;
}

/** Stages that go to one endpoint in a row. */
export interface EndpointRun {
	endpoint: Endpoint;
	stages: Stage[];
}

/**
 * Splits stages by endpoint while keeping their order: stages of one endpoint form a run unless a stage
 * of another endpoint has to come in between. Groups with the same method, path and shared fields share
 * requests.
 */
export function endpointRuns(stages: Iterable<Iterable<Routed>>): EndpointRun[] {
	const runs: EndpointRun[] = [];
	let last: string | undefined;
	for (const stage of stages) {
		for (const [key, { endpoint, groups }] of byEndpoint(stage)) {
			if (key === last) runs[runs.length - 1].stages.push(groups);
			else runs.push({ endpoint, stages: [groups] });
			last = key;
		}
	}
	return runs;
}

function byEndpoint(stage: Iterable<Routed>) {
	const sorted = new Map<string, { endpoint: Endpoint; groups: Group[] }>();
	for (const { endpoint, group } of stage) {
		entryOf(sorted, keyOf(endpoint), () => ({ endpoint, groups: [] as Group[] })).groups.push(
			group,
		);
	}
	return sorted;
}

function keyOf({ method, path, sharedFields }: Endpoint): string {
	return JSON.stringify([method, path, sharedFields]);
}
