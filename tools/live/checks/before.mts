import {
	type Assumption,
	fieldOf,
	isRefused,
	isTaken,
	namesAnError,
	responds,
	textOf,
	TIME,
	track,
} from '../assumption.mts';

const updateOnly = (user: string) => ({ external_id: user, _update_existing_only: true });
const reads = { writes: false };

const PLAIN_BODY = 'The credential test, and how errors are read.';

/** What only reads or is refused, before anybody is created. */
export const BEFORE: Assumption[] = [
	responds(
		'An update-only object for a user that does not exist is taken, and creates nobody',
		'The credential test needs another request.',
		track((user) => ({ ...updateOnly(user), first_name: 'Nobody' })),
		isTaken,
		reads,
	),
	responds(
		'The user of this check does not exist before it',
		'Nothing: choose another user.',
		[
			'POST',
			'/users/export/ids',
			(user) => ({ external_ids: [user], fields_to_export: ['external_id'] }),
		],
		(response) =>
			isTaken(response) && (fieldOf(response, 'users') as unknown[] | undefined)?.length === 0,
		reads,
	),
	responds(
		'An address with a typing error is answered 403 or 404',
		'What the credential test says about a wrong address.',
		['POST', '/users/trak', () => ({})],
		({ status }) => status === 403 || status === 404,
		{ writes: false, mayBeRefused: true },
	),
	responds(
		'An update-only object without any attribute is taken',
		'The credential test needs another request.',
		track(updateOnly),
		isTaken,
		reads,
	),
	responds(
		'A body that is no object of arrays is answered 400',
		PLAIN_BODY,
		['POST', '/users/track', () => ({ attributes: 'none' })],
		({ status }) => status === 400,
		reads,
	),
	responds(
		'An event without a name is named in "errors"',
		'Outcomes of Track User: such an event would be claimed.',
		track((user) => ({ ...updateOnly(user), time: TIME }), 'events'),
		namesAnError,
		reads,
	),
	responds(
		'An event without a time is named in "errors"',
		'Outcomes of Track User: such an event would be claimed.',
		track((user) => ({ ...updateOnly(user), name: 'n8n live check' }), 'events'),
		namesAnError,
		reads,
	),
	responds(
		'An object with two primary identifiers is named in "errors"',
		'Identify By: two identifiers could be sent.',
		track((user) => ({ ...updateOnly(user), braze_id: 'none' })),
		namesAnError,
		reads,
	),
	responds(
		'Merging by e-mail without a prioritization is refused',
		'User > Merge need not ask for it.',
		[
			'POST',
			'/users/merge',
			(user) => ({
				merge_updates: [
					{
						identifier_to_merge: { email: `${user}@example.com` },
						identifier_to_keep: { external_id: user },
					},
				],
			}),
		],
		isRefused,
		reads,
	),
	responds(
		'A path with a slash at its end is answered 403 or 404',
		'Nothing in requests; what is said about pasted addresses.',
		['POST', '/users/track/', () => ({})],
		({ status }) => status === 403 || status === 404,
		{ writes: false, mayBeRefused: true },
	),
	responds(
		'A normal key may not use /users/track/sync',
		'Verify in Braze could read its response instead of an export.',
		['POST', '/users/track/sync', (user) => ({ attributes: [updateOnly(user)] })],
		({ status }) => [401, 403, 404].includes(status),
		{ writes: false, mayBeRefused: true },
	),
	{
		what: 'An unknown key is answered 401, with a message',
		changes: 'What is said about a wrong key.',
		writes: false,
		check: async ({ ask }) => {
			const request = { body: {}, apiKey: 'n8n-live-check', mayBeRefused: true };
			const response = await ask('POST', '/users/track', request);
			const holds = response.status === 401 && typeof fieldOf(response, 'message') === 'string';
			return { holds, seen: textOf(response) };
		},
	},
	{
		what: 'Malformed JSON is answered 400, with its text in "error" or "message"',
		changes: 'Where the text of an error is looked for.',
		writes: false,
		check: async ({ ask }) => {
			const response = await ask('POST', '/users/track', { text: '{"attributes":' });
			const text = fieldOf(response, 'error') ?? fieldOf(response, 'message');
			return { holds: response.status === 400 && typeof text === 'string', seen: textOf(response) };
		},
	},
	{
		what: 'A body over 4 MB is answered 413 or 400',
		changes: 'How a batch that is too large is told from an outage, and split.',
		writes: false,
		check: async ({ ask }) => {
			const text = JSON.stringify({ attributes: [], filling: 'x'.repeat(4 * 1024 * 1024) });
			const response = await ask('POST', '/users/track', { text });
			return { holds: [400, 413].includes(response.status), seen: textOf(response) };
		},
	},
];
