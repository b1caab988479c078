import crypto from 'node:crypto';

/**
 * A form entry as Komo's webhook sends it: flat, with the form's answers beside Komo's own keys,
 * all of them text (https://developers.komo.tech/webhook-events/form).
 *
 * @param answers of the form
 */
export function komoFormEntry(answers: Record<string, string> = {}): Record<string, string> {
	return {
		id: crypto.randomUUID(),
		event: 'CompetitionEntrySuccess',
		timestamp: new Date().toISOString(),
		site_id: '2d5776b8-158a-4216-aaa1-edbc249e005b',
		site_name: 'Summer Cup Fan Hub',
		user_session_id: crypto.randomUUID(),
		card_id: 'dd0b77cd-35ca-404e-8b23-1d86a7471f78',
		card_name: 'Half-time quiz',
		card_type: 'Quiz',
		score: '3',
		correct: '3',
		competition_entry_id: crypto.randomUUID(),
		submission_id: crypto.randomUUID(),
		email: 'joe@bloggs.com',
		first_name: 'Joe',
		last_name: 'Bloggs',
		optin: 'true',
		...answers,
	};
}
