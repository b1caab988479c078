import { errorsIn } from '../../batch/errors';
import { RequestProblem } from '../../runtime/queryOperation';

/**
 * Whether a refusal only says that what was asked for is done: the request had been sent before, and
 * the answer to that was lost.
 *
 * @param id Braze's name of the refusal, e.g. `catalog-name-already-exists`
 */
export function isDoneBefore(error: unknown, id: string): boolean {
	return error instanceof RequestProblem && error.answer.kind === 'refused'
		? error.answer.mayBeTaken === true && isAbout(error, id)
		: false;
}

/** Whether a refusal is one with that name. */
export function isAbout(error: unknown, id: string): boolean {
	if (!(error instanceof RequestProblem) || error.answer.kind !== 'refused') return false;
	return errorsIn(error.answer.body).some((one) => (one as { id?: unknown } | null)?.id === id);
}
