import type { BrazeResponse, Json } from '../types.mts';
import type { Call, Endpoint } from '../types-http.mts';

// ours: the text for a preference center or a user that doesn't exist.
const NOT_FOUND: BrazeResponse = { status: 404, body: { message: 'Not Found' } };

const timesOf = ({ created_at = null, updated_at = null }: Json) => ({ created_at, updated_at });

/** `GET /preference_center/v1/list`. */
function list({ workspace }: Call): BrazeResponse {
	const all = [...workspace.preferenceCenters].map(([id, center]) => ({
		name: center.name,
		preference_center_api_id: id,
		...timesOf(center),
	}));
	return { status: 200, body: { preference_centers: all, message: 'success' } };
}

/** `GET /preference_center/v1/{id}`. */
function get({ params, workspace }: Call): BrazeResponse {
	const center = workspace.preferenceCenters.get(params.id);
	if (!center) return NOT_FOUND;
	const body = {
		name: center.name,
		preference_center_api_id: params.id,
		...timesOf(center),
		preference_center_title: center.preference_center_title ?? center.name,
		preference_center_page_html: center.preference_center_page_html ?? '',
		confirmation_page_html: center.confirmation_page_html ?? '',
		redirect_page_html: null,
		preference_center_options: {},
		state: center.state ?? 'active',
		message: 'success',
	};
	return { status: 200, body };
}

/**
 * `GET /preference_center/v1/{id}/url/{userId}`.
 *
 * braze(preference center URL): the user is named by the external ID, and each has a URL.
 */
function url({ params, workspace, base }: Call): BrazeResponse {
	const profile = workspace.profiles.findByExternalId(params.userId);
	if (!profile || !workspace.preferenceCenters.has(params.id)) return NOT_FOUND;
	const address = `${base}/preferences/${params.id}/${profile.brazeId}`;
	return { status: 200, body: { preference_center_url: address } };
}

export const preferenceCenters: Endpoint[] = [
	{
		method: 'GET',
		path: '/preference_center/v1/list',
		permission: 'preference_center.list',
		handle: list,
	},
	{
		method: 'GET',
		path: '/preference_center/v1/:id',
		permission: 'preference_center.get',
		handle: get,
	},
	{
		method: 'GET',
		path: '/preference_center/v1/:id/url/:userId',
		permission: 'preference_center.user.get',
		handle: url,
	},
];
