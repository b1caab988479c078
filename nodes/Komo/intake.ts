import type { IDataObject } from 'n8n-workflow';
import type { Intake } from '../receiving/call';
import type { TriggerKind } from '../receiving/receiver';
import { whyIgnored } from './filters';
import { identityOf } from './identity';
import { toOutput } from './output';
import { DEFAULT_HEADER } from './secret';
import type { Settings } from './settings';
import { MAX_ENTRIES, parseSubmissions, type ParsedBody, type Submission } from './submission';

export const KOMO: TriggerKind<Submission> = { identityOf, defaultHeader: DEFAULT_HEADER };

/** What a sender is told about the entries that are no submissions. */
const reportOf = ({ rejected, rejectedCount }: ParsedBody): IDataObject =>
	rejectedCount > 0 ? { rejected: rejected.map((entry) => ({ ...entry })), rejectedCount } : {};

const TOO_LONG = {
	status: 413,
	error: `The list is too long. Send at most ${MAX_ENTRIES.toLocaleString('en')} submissions in one call.`,
} as const;

/** Sorts bodies by the node's filters, and shows submissions as its output says. */
export const komoIntake = ({ filters, output }: Settings): Intake<Submission> => ({
	sort(body) {
		const parsed = parseSubmissions(body);
		if (!parsed) return TOO_LONG;
		const report = reportOf(parsed);
		if (parsed.submissions.length === 0) {
			const error = parsed.rejected[0]?.error ?? 'The body is an empty list.';
			return { status: 400, error, report };
		}
		const wanted: Submission[] = [];
		const ignored = [];
		for (const submission of parsed.submissions) {
			const reason = whyIgnored(submission, filters);
			if (reason === undefined) wanted.push(submission);
			else ignored.push({ submission, reason });
		}
		return { wanted, ignored, report };
	},
	toJson: (submission) => toOutput(submission, output),
});
