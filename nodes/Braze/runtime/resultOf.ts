import type { IDataObject } from 'n8n-workflow';

import type { Outcomes } from '../batch/outcomes';
import type { Plan, ReadBack } from '../batch/plan';
import { hasKeys } from '../model/objects';
import type { ItemResult } from './itemResult';

/** What an operation adds to outcomes. */
export interface Additions {
	/** Further fields in the outcome of an accepted item. */
	accepted?: IDataObject;
	/** What `taken` says about arrays of which Braze has nothing, if it has or may have any other. */
	nothingTaken?: IDataObject;
}

/** An item and the parts of its outcome. */
interface Described {
	item: number;
	status: string;
	/** Fields besides the status. */
	outcome: IDataObject;
	/** {@link Plan.said} for it. */
	said?: IDataObject;
	/** What Braze shows of it, if it was read back. */
	readBack?: ReadBack;
}

/** An item's status, once its requests have been sent or its plan is shown. */
export function statusIn({ idle, isPreview }: Plan, item: number, outcomes: Outcomes): string {
	const status = outcomes.statusOf(item);
	if (status !== 'accepted') return status;
	return idle?.get(item) ?? (isPreview === true ? 'preview' : status);
}

/** The result of an item, from all that is known about it. */
export function resultOf(
	{ accepted, nothingTaken }: Additions,
	{ item, status, outcome, said, readBack }: Described,
	outcomes: Outcomes,
): ItemResult {
	const errors = outcomes.errorsOf(item);
	const told = outcomes.warningsOf(item);
	const warnings = readBack === undefined ? told : [...told, ...readBack.warnings];
	const taken = errors.length > 0 ? outcomes.takenOf(item) : {};
	const json: IDataObject = {
		status: readBack?.applied === true ? 'applied' : status,
		...(status === 'accepted' && accepted),
		...outcome,
		...(status === 'accepted' && outcomes.outputOf(item)),
		...(errors.length > 0 && { errors: [...errors] }),
		...(warnings.length > 0 && { warnings: [...warnings] }),
		...readBack?.outcome,
		...(hasKeys(taken) && { taken: { ...nothingTaken, ...taken } }),
		...said,
	};
	const unsent = errors.length > 0 && !outcomes.wasSent(item);
	return { json, errors, unsent, isUnknown: status === 'partial' && !outcomes.hasTaken(item) };
}
