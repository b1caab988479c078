import { type Intake, sift, tooLong } from '../receiving/call';
import type { TriggerKind } from '../receiving/receiver';
import { whyIgnored } from './filters';
import { identityOf } from './identity';
import { toOutput } from './output';
import { DEFAULT_HEADER } from './secret';
import type { Settings } from './settings';
import { parseSubmissions, type Submission } from './submission';

export const KOMO: TriggerKind<Submission> = {
	identityOf,
	defaultHeader: DEFAULT_HEADER,
	noun: 'submissions',
};

const EMPTY = {
	status: 400,
	error: 'The body is empty. Send the submission as a JSON object.',
} as const;

const TOO_LONG = tooLong('submissions');

/** Filters the submissions in a body, and formats them as the node's output. */
export const komoIntake = ({ filters, output }: Settings): Intake<Submission> => ({
	sort(body) {
		if (body === undefined) return EMPTY;
		const parsed = parseSubmissions(body);
		if (!parsed) return TOO_LONG;
		const { submissions, ...rejections } = parsed;
		if (submissions.length === 0) {
			const error = rejections.rejected[0]?.error ?? 'The body is an empty list.';
			return { status: 400, error, rejections };
		}
		return { ...sift(submissions, (one) => whyIgnored(one, filters)), rejections };
	},
	toJson: (submission) => toOutput(submission, output),
});
