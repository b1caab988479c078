import { errorsIn } from '../../batch/errors';
import { RequestProblem } from '../../runtime/send';

/**
 * Whether a refusal only means that the change was already made: the request had been sent before, and its
 * response was lost.
 *
 * @param id Braze's ID of the error, e.g. `catalog-name-already-exists`
 */
export function isDoneBefore(error: unknown, id: string): boolean {
	return error instanceof RequestProblem && error.mayBeDone && isAbout(error, id);
}

/** Whether a refusal has an error with this ID. */
export function isAbout(error: unknown, id: string): boolean {
	if (!(error instanceof RequestProblem) || error.result.kind !== 'refused') return false;
	return errorsIn(error.result.body).some((one) => (one as { id?: unknown } | null)?.id === id);
}
