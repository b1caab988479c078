import { type Sample, summarise } from '../statistics.mts';
import type { Measurement } from './measure.mts';
import { CORE } from './workflows.mts';

/** What was measured in the same way, all rounds together. */
export interface Line {
	settings: string;
	trigger: string;
	connections: number;
	perSecond: Sample;
	/** Milliseconds. */
	p50: Sample;
	/** Milliseconds. */
	p99: Sample;
	/** Seconds from the end of the load until all had arrived. */
	drain: Sample;
	/** n8n's CPU time for each submission or event, in microseconds: all of it, and this package's. */
	cpu: { all: Sample; ours: Sample };
	/** `perSecond` as a multiple of the core Webhook's. */
	toCore: number;
	accepted: number;
	/** That the target got. */
	requests: number;
	non2xx: number;
	/** The first body of each status that is not 2xx. */
	refusals: Partial<Record<string, string>>;
	errors: number;
	/** Without a response when the time was over. */
	unanswered: number;
	lost: number;
	doubled: number;
}

/** @returns in the order of the measurements */
export function sumUp(measurements: Measurement[]): Line[] {
	const groups = new Map<string, Measurement[]>();
	for (const measured of measurements) {
		const key = keyOf(measured, measured.trigger);
		groups.set(key, [...(groups.get(key) ?? []), measured]);
	}
	const medianOf = (group: Measurement[]) =>
		summarise(group.map(({ perSecond }) => perSecond)).median;
	return [...groups.values()].map((group) => {
		const [{ settings, trigger, connections }] = group;
		const sample = (what: 'perSecond' | 'p50' | 'p99' | 'drain') =>
			summarise(group.map((measured) => measured[what]));
		const sum = (
			what: 'accepted' | 'requests' | 'non2xx' | 'errors' | 'unanswered' | 'lost' | 'doubled',
		) => group.reduce((total, measured) => total + measured[what], 0);
		return {
			settings,
			trigger,
			connections,
			perSecond: sample('perSecond'),
			p50: sample('p50'),
			p99: sample('p99'),
			drain: sample('drain'),
			cpu: {
				all: summarise(group.map(({ cpu }) => cpu?.all ?? NaN)),
				ours: summarise(group.map(({ cpu }) => cpu?.ours ?? NaN)),
			},
			toCore: medianOf(group) / medianOf(groups.get(keyOf(group[0], CORE)) ?? []),
			accepted: sum('accepted'),
			requests: sum('requests'),
			non2xx: sum('non2xx'),
			refusals: Object.assign({}, ...group.map(({ refusals }) => refusals)) as Line['refusals'],
			errors: sum('errors'),
			unanswered: sum('unanswered'),
			lost: sum('lost'),
			doubled: sum('doubled'),
		};
	});
}

const keyOf = ({ settings, connections }: Measurement, trigger: string) =>
	[settings, connections, trigger].join();
