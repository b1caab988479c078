import type { Engine, Evaluate } from '../../../../nodes/Braze/mapping/engine';

/** Fails a test in which n8n's engine should not be needed. */
export const never: Evaluate = () => {
	throw new Error('the engine was asked');
};

/** An engine for tests, in a zone that is not the machine's. */
export const engineOf = (evaluate: Evaluate = never, timezone = 'Australia/Melbourne'): Engine => ({
	evaluate,
	timezone,
});
