import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Dashboard } from '../api/instances';
import { addHints } from './hints';
import { type ItemResult, outcomesIn, statusOf } from './itemResult';

/** Statuses of items whose user has a profile. */
const SHOWN = new Set<unknown>(['applied', 'accepted', 'unchanged', 'partial']);

/** How to search for a profile, by the identifier in an outcome's `user`. */
const SEARCHED_BY: Readonly<Record<string, string>> = {
	user_alias: 'the alias name',
	external_id: 'the external ID',
	email: 'the email',
	phone: 'the phone number',
	braze_id: 'the Braze ID',
};

/**
 * Shows above the output where to find the profiles, when the node is run in the editor. It names nobody:
 * the items' outcomes do.
 * Source: https://www.braze.com/docs/user_guide/engagement_tools/segments/user_profiles/
 */
export function hintAtProfiles(
	context: IExecuteFunctions,
	results: readonly ItemResult[],
	dashboard: Dashboard,
): void {
	if (context.getMode() !== 'manual') return;
	const shown = results.filter((result) => SHOWN.has(statusOf(result)));
	if (shown.length === 0) return;
	const [{ user }] = outcomesIn(shown[0].json);
	if (user === undefined) return;
	const message = whereToLook(user as IDataObject, shown.length, dashboard);
	addHints(context, [{ message, type: 'info' }]);
}

function whereToLook(user: IDataObject, profiles: number, { url, isLocal }: Dashboard): string {
	const what = profiles === 1 ? 'the profile' : 'the profiles';
	const link = (text: string) =>
		url === undefined ? text : `<a href="${url}" target="_blank">${text}</a>`;
	if (isLocal) return `To see ${what}, open ${link('the local Braze')}.`;
	const [identifier] = Object.keys(user);
	const searched = SEARCHED_BY[identifier] ?? 'the identifier';
	return `To see ${what}, go to Audience &gt; Search Users in ${link('your Braze dashboard')} and search for ${searched}.`;
}
