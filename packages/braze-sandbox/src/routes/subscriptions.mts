import { isE164, isEmail } from '../state/contacts.mts';
import { setStateOfAddress } from '../state/emailState.mts';
import { STATES } from '../state/standard.mts';
import { contactOf, setGroup, setGroupOfContact } from '../state/subscriptions.mts';
import { isObject, isText, textOf } from '../state/values.mts';
import type { Workspace } from '../state/workspace.mts';
import type { BrazeResponse, Json, Profile } from '../types.mts';
import type { Call, Endpoint } from '../types-http.mts';

/** braze(subscriptions): at most 50 IDs, addresses or numbers in a request. */
const MAX_IDS = 50;
const MAX_PAGE = 100;

const NOT_BOTH = 'Either an email address or a phone number should be provided, but not both.';
// ours: the text for groups of email and SMS in one request.
const ONLY_IDS =
	'Email and SMS subscription groups can be set in one request only with external_ids.';
const SUCCESS = { status: 201, body: { message: 'success' } };

const bad = (message: string): BrazeResponse => ({ status: 400, body: { message } });

/** @param value a text, or a list of them */
function texts(value: unknown): string[] {
	return (Array.isArray(value) ? value : [value]).filter(isText).map(String);
}

/** Who gets which state in which group. */
export interface Change {
	groupId: unknown;
	state: unknown;
	ids: string[];
	emails: string[];
	phones: string[];
	doubleOptIn: boolean;
}

/** @returns what is wrong */
function changeProblem(
	{ groupId, state, ids, emails, phones }: Change,
	workspace: Workspace,
): string | null {
	const { settings, subscriptionGroups } = workspace;
	// ours: the texts about subscription groups, except the one about both kinds of address.
	if (!isText(groupId)) return "'subscription_group_id' is required";
	if (subscriptionGroups.size > 0 && !subscriptionGroups.has(groupId)) {
		return "'subscription_group_id' must be a valid subscription group";
	}
	if (state !== 'subscribed' && state !== 'unsubscribed') {
		return "'subscription_state' must be 'subscribed' or 'unsubscribed'";
	}
	if (emails.length > 0 && phones.length > 0) return NOT_BOTH;
	const lists = [ids, emails, phones];
	const isMixed = lists.filter((list) => list.length > 0).length > 1;
	if (isMixed && settings.mixedSubscriptionEntries === 'refuse') {
		// ours: the text for a subscription change with several kinds of users.
		return 'Only one of external_ids, emails and phones may be given';
	}
	if (lists.every((list) => list.length === 0)) {
		return 'An external_id, an email address or a phone number is required';
	}
	if (lists.some((list) => list.length > MAX_IDS)) {
		return 'The max number of ids per request was exceeded';
	}
	// braze(subscriptions V1): SMS groups take IDs or phones, email groups IDs or addresses.
	const isEmailGroup = contactOf(workspace, groupId) === 'email';
	if ((isEmailGroup ? phones : emails).length > 0) {
		// ours: the text for the wrong kind of address, and that a request with one is refused.
		return `The subscription group takes external IDs or ${isEmailGroup ? 'emails' : 'phones'} only`;
	}
	if (!emails.every(isEmail)) return 'Each email must be a valid email address';
	return phones.every(isE164) ? null : 'Each phone must be in E.164 format';
}

function apply({ groupId, state, ids, emails, phones, doubleOptIn }: Change, workspace: Workspace) {
	const change = { groupId: String(groupId), state: String(state), doubleOptIn };
	for (const id of ids) {
		const profile = workspace.profiles.findByExternalId(id);
		if (profile) setGroup(workspace, profile, change);
	}
	for (const email of emails) setGroupOfContact(workspace, 'email', email, change);
	for (const phone of phones) setGroupOfContact(workspace, 'phone', phone, change);
}

function setAll(changes: Change[], workspace: Workspace): BrazeResponse {
	for (const change of changes) {
		const wrong = changeProblem(change, workspace);
		if (wrong) return bad(wrong);
	}
	const has = (kind: 'ids' | 'emails' | 'phones') =>
		changes.some((change) => change[kind].length > 0);
	if (has('emails') && has('phones')) return bad(NOT_BOTH);
	if (hasChannelsMixed(changes, workspace) && (has('emails') || has('phones'))) {
		return bad(ONLY_IDS);
	}
	return {
		...SUCCESS,
		apply: () => {
			for (const change of changes) apply(change, workspace);
		},
	};
}

/**
 * Whether the changes mix groups of email and of SMS.
 *
 * braze(subscriptions): groups of both channels come together in a request only with `external_ids`.
 */
function hasChannelsMixed(changes: Change[], { subscriptionGroups }: Workspace) {
	const isEmailGroup = changes.map(
		({ groupId }) => (subscriptionGroups.get(textOf(groupId))?.channel ?? 'email') === 'email',
	);
	return new Set(isEmailGroup).size > 1;
}

/** @param one whether the request is V1's, which names its lists in the singular */
function changeOf(entry: Json, { one }: { one: boolean }) {
	return {
		groupId: entry.subscription_group_id,
		state: entry.subscription_state,
		ids: texts(one ? entry.external_id : entry.external_ids),
		// V1's table says `email` and `phone`, its example `emails` and `phones`.
		emails: texts(one ? (entry.email ?? entry.emails) : entry.emails),
		phones: texts(one ? (entry.phone ?? entry.phones) : entry.phones),
		doubleOptIn: entry.use_double_opt_in_logic === true,
	};
}

function setMany({ body, workspace }: Call): BrazeResponse {
	const groups = isObject(body) ? body.subscription_groups : undefined;
	if (!Array.isArray(groups) || groups.length === 0 || !groups.every(isObject)) {
		return bad("'subscription_groups' must be an array of objects");
	}
	return setAll(
		groups.map((group) => changeOf(group, { one: false })),
		workspace,
	);
}

/** @param name may come several times, also as `name[]` */
const given = (query: URLSearchParams, name: string) => [
	...query.getAll(name),
	...query.getAll(`${name}[]`),
];

/** The users that a query names: by external id, else by email or phone. */
function asked({
	query,
	workspace: { profiles },
}: Call): Array<{ name: string; found: Profile[] }> | BrazeResponse {
	const ids = given(query, 'external_id');
	const emails = given(query, 'email');
	// A + that was not written as %2B arrives as a space.
	const phones = given(query, 'phone');
	if (ids.length === 0 && emails.length > 0 && phones.length > 0) return bad(NOT_BOTH);
	const all =
		ids.length > 0
			? ids.map((name) => ({ name, found: [profiles.findByExternalId(name)] }))
			: [
					...emails.map((name) => ({ name, found: profiles.findByContact('email', name) })),
					...phones.map((name) => ({ name, found: profiles.findByContact('phone', name) })),
				];
	if (all.length === 0)
		return bad('An external_id, an email address or a phone number is required');
	if (all.length > MAX_IDS) return bad('The max number of ids per request was exceeded');
	return all.map(({ name, found }) => ({
		name,
		found: found.filter((profile) => profile !== undefined),
	}));
}

/** @returns as it is read: capitalized */
const shown = (state: string | undefined): string =>
	state === undefined ? 'Unknown' : state[0].toUpperCase() + state.slice(1);

function groupStatus(call: Call): BrazeResponse {
	const groupId = call.query.get('subscription_group_id');
	if (!groupId) return bad("'subscription_group_id' is required");
	const users = asked(call);
	if (!Array.isArray(users)) return users;
	const isSmall = call.workspace.settings.groupStates === 'small';
	const status = users.map(({ name, found }) => {
		const state = shown(found[0]?.groups.get(groupId));
		return [name, isSmall ? state.toLowerCase() : state];
	});
	return { status: 200, body: { status: Object.fromEntries(status), message: 'success' } };
}

function userGroups(call: Call): BrazeResponse {
	const users = asked(call);
	if (!Array.isArray(users)) return users;
	const { query, workspace } = call;
	const limit = Math.min(Number(query.get('limit') ?? MAX_PAGE) || MAX_PAGE, MAX_PAGE);
	const offset = Number(query.get('offset') ?? 0) || 0;
	const profiles = [...new Set(users.flatMap(({ found }) => found))];
	const page = profiles.slice(offset, offset + limit).map((profile) => ({
		email: profile.standard.get('email') ?? null,
		phone: profile.standard.get('phone') ?? null,
		external_id: profile.externalId,
		subscription_groups: [...profile.groups].map(([id, state]) => ({
			id,
			name: workspace.subscriptionGroups.get(id)?.name ?? id,
			channel: workspace.subscriptionGroups.get(id)?.channel ?? 'email',
			status: shown(state),
		})),
	}));
	return {
		status: 200,
		body: { users: page, total_count: profiles.length, message: 'success' },
	};
}

function setEmailStatus({ body, workspace }: Call): BrazeResponse {
	const { email, subscription_state: state } = isObject(body) ? body : {};
	const emails = texts(email);
	// ours: the texts about `/email/status`, and its response.
	if (emails.length === 0) return bad("'email' is required");
	if (emails.length > MAX_IDS) return bad('The max number of emails per request was exceeded');
	if (!emails.every(isEmail)) return bad('Each email must be a valid email address');
	if (typeof state !== 'string' || !STATES.includes(state)) {
		return bad("'subscription_state' must be 'subscribed', 'unsubscribed' or 'opted_in'");
	}
	return {
		...SUCCESS,
		apply: () => {
			for (const address of emails) {
				workspace.emailStates.set(address, state);
				setStateOfAddress(workspace, address, state);
			}
		},
	};
}

export const subscriptions: Endpoint[] = [
	{
		method: 'POST',
		path: '/v2/subscription/status/set',
		permission: 'subscription.status.set',
		handle: setMany,
	},
	{
		method: 'POST',
		path: '/subscription/status/set',
		permission: 'subscription.status.set',
		handle: ({ body, workspace }) =>
			setAll([changeOf(isObject(body) ? body : {}, { one: true })], workspace),
	},
	{
		method: 'GET',
		path: '/subscription/status/get',
		permission: 'subscription.status.get',
		handle: groupStatus,
	},
	{
		method: 'GET',
		path: '/subscription/user/status',
		permission: 'subscription.groups.get',
		handle: userGroups,
	},
	{ method: 'POST', path: '/email/status', permission: 'email.status', handle: setEmailStatus },
];
