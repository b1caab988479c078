import type { Assumption } from './assumption.mts';
import { BEFORE } from './checks/before.mts';
import { COUNTS } from './checks/counts.mts';
import { END, IDENTIFIERS } from './checks/identifiers.mts';
import { LISTS } from './checks/lists.mts';
import { TRIGGERS } from './checks/triggers.mts';
import { VALUES } from './checks/values.mts';

/** In the order in which they are checked: what reads first, what removes the user last. */
export const ASSUMPTIONS: readonly Assumption[] = [
	...BEFORE,
	...COUNTS,
	...TRIGGERS,
	...LISTS,
	...IDENTIFIERS,
	...VALUES,
	...END,
];
