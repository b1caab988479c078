import { type Growth, growthOf, isGrowing } from './growth.mts';

type Kind = 'heap' | 'resident' | 'handles' | 'latency';

/** Something measured again and again. */
export interface Series {
	name: string;
	kind: Kind;
	values: number[];
}

/**
 * By how much each may rise within the last two thirds of the time, even if it is more than chance. A
 * process may take more of the machine's memory without holding more: V8 returns it when it likes. It has
 * a few more connections while the machine is busy; a leak keeps every one.
 *
 * @param level the median
 */
const MOST: Record<Kind, (level: number) => number> = {
	heap: (level) => 0.1 * level,
	resident: (level) => 0.25 * level,
	handles: () => 20,
	latency: (level) => 0.25 * level,
};

/** How a series changed, and whether that is more than it may. */
interface Judgement extends Growth {
	most: number;
	isGrowing: boolean;
}

export function judgeSeries({ kind, values }: Series): Judgement {
	const growth = growthOf(values);
	const most = MOST[kind](growth.level);
	return { ...growth, most, isGrowing: isGrowing(growth, most) };
}
