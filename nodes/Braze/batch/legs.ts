import type { Endpoint, Group, Wave } from './types';

/** Waves that go to one endpoint, one after the other. */
export interface Leg {
	endpoint: Endpoint;
	waves: Wave[];
}

/**
 * Splits waves by where their groups go, keeping the order of the waves: an endpoint's waves are
 * one leg as long as no other endpoint's wave has to come in between.
 */
export function legsOf(waves: Iterable<Wave>, endpoints: ReadonlyMap<Group, Endpoint>): Leg[] {
	const legs: Leg[] = [];
	for (const wave of waves) {
		for (const [endpoint, groups] of byEndpoint(wave, endpoints)) {
			const last = legs.at(-1);
			if (last?.endpoint === endpoint) last.waves.push(groups);
			else legs.push({ endpoint, waves: [groups] });
		}
	}
	return legs;
}

function byEndpoint(wave: Wave, endpoints: ReadonlyMap<Group, Endpoint>): Map<Endpoint, Group[]> {
	const sorted = new Map<Endpoint, Group[]>();
	for (const group of wave) {
		const endpoint = endpoints.get(group) as Endpoint;
		const groups = sorted.get(endpoint);
		if (groups === undefined) sorted.set(endpoint, [group]);
		else groups.push(group);
	}
	return sorted;
}
