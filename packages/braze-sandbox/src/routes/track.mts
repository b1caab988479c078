import { exportIds } from '../state/export.mts';
import { track as trackUsers } from '../state/track.mts';
import type { Endpoint } from '../types-http.mts';

export const track: Endpoint[] = [
	{
		method: 'POST',
		path: '/users/track',
		permission: 'users.track',
		handle: ({ body, workspace }) => trackUsers(body, workspace),
	},
	{
		method: 'POST',
		path: '/users/export/ids',
		permission: 'users.export.ids',
		handle: ({ body, workspace }) => exportIds(body, workspace),
	},
];
