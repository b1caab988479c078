import { type Assumption, fieldOf, isTaken, type Target, textOf } from '../assumption.mts';

const PATHS: Record<Target, (id: string) => string> = {
	campaign: () => '/campaigns/trigger/send',
	canvas: () => '/canvas/trigger/send',
	transactional: (id) => `/transactional/v1/campaigns/${id}/send`,
};

/** Triggers a campaign or Canvas for somebody who does not exist: nobody gets anything. */
const unknownUser = (
	what: string,
	changes: string,
	target: Exclude<Target, 'transactional'>,
	more: object = {},
): Assumption => ({
	what,
	changes,
	writes: true,
	needs: target,
	check: async ({ ask, user, targets }) => {
		const id = targets[target] ?? '';
		const recipients = [{ external_user_id: `${user}-nobody` }];
		const body = { [`${target}_id`]: id, recipients, ...more };
		const response = await ask('POST', PATHS[target](id), { body });
		const isSuccess = isTaken(response) && fieldOf(response, 'message') === 'success';
		return { holds: isSuccess, seen: textOf(response) };
	},
});

/** How campaigns and Canvases respond; each needs one of the user's own. */
export const TRIGGERS: Assumption[] = [
	unknownUser(
		'A campaign for a user that does not exist is a success',
		'Outcomes of Campaign > Trigger: an unknown user could be told without reading first.',
		'campaign',
	),
	unknownUser(
		'A Canvas for a user that does not exist is a success',
		'Outcomes of Canvas > Trigger: an unknown user could be told without reading first.',
		'canvas',
	),
	unknownUser(
		'A Canvas still takes "canvas_entry_properties"',
		'Canvas > Trigger: the older name is no choice any more.',
		'canvas',
		{ canvas_entry_properties: { a: 1 } },
	),
	{
		what: 'A transactional email to a user that does not exist is "aborted", at once',
		changes: 'Outcomes of transactional email: only the postback tells.',
		writes: true,
		needs: 'transactional',
		check: async ({ ask, user, targets }) => {
			const body = {
				external_send_id: `${user}-1`,
				recipient: { external_user_id: `${user}-nobody` },
			};
			const path = PATHS.transactional(targets.transactional ?? '');
			const response = await ask('POST', path, { body });
			return { holds: fieldOf(response, 'status') === 'aborted', seen: textOf(response) };
		},
	},
];
