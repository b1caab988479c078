/** What came back from Braze. */
export interface BrazeResponse {
	status: number;
	body: unknown;
}

interface Request {
	body?: unknown;
	/** Sent unchanged, instead of `body`. */
	text?: string;
	/** In place of the user's own. */
	apiKey?: string;
	/** Whether a 401 or 403 is what is asked about, not a reason to give up. */
	mayBeRefused?: boolean;
}

/** Sends one request with the user's key. */
export type Ask = (
	method: 'GET' | 'POST' | 'PUT' | 'DELETE',
	path: string,
	request?: Request,
) => Promise<BrazeResponse>;

/** What a check works with. */
export interface Live {
	ask: Ask;
	/** External ID of the throw-away user, and a part of every name that is made up. */
	user: string;
	/** Campaigns and Canvases of the user's own to try with, by their kind. */
	targets: Partial<Record<Target, string>>;
	wait: (ms: number) => Promise<void>;
}

export type Target = 'campaign' | 'canvas' | 'transactional';

/** Something that this package relies on and Braze's public documentation leaves open. */
export interface Assumption {
	what: string;
	/** What would have to change in this package if it differs. */
	changes: string;
	/** Whether the check changes the workspace, and then only the throw-away user. */
	writes: boolean;
	/** What the user must name for the check. */
	needs?: Target;
	/** @returns what was seen, and whether it is as assumed */
	check: (live: Live) => Promise<{ holds: boolean; seen: string }>;
}

/** A response as it is shown. */
export const textOf = ({ status, body }: BrazeResponse) =>
	`${status} ${JSON.stringify(body)}`.slice(0, 300);

type Parts = [Parameters<Ask>[0], string, ((user: string) => unknown)?];

/** An assumption about the response to one request. */
export function responds(
	what: string,
	changes: string,
	[method, path, body]: Parts,
	isRight: (response: BrazeResponse) => boolean,
	more: Partial<Pick<Assumption, 'writes'>> & { mayBeRefused?: boolean } = {},
): Assumption {
	const { writes = true, mayBeRefused = false } = more;
	return {
		what,
		changes,
		writes,
		check: async ({ ask, user }) => {
			const response = await ask(method, path, { body: body?.(user), mayBeRefused });
			return { holds: isRight(response), seen: textOf(response) };
		},
	};
}

export const isTaken = ({ status }: BrazeResponse) => status >= 200 && status < 300;

export const isRefused = ({ status }: BrazeResponse) => status >= 400 && status < 500;

/** The value of a key of a response's body. */
export const fieldOf = ({ body }: BrazeResponse, key: string): unknown =>
	(body as Record<string, unknown> | null | undefined)?.[key];

export const errorsOf = (response: BrazeResponse): unknown[] => {
	const errors = fieldOf(response, 'errors');
	return Array.isArray(errors) ? errors : [];
};

export const namesAnError = (response: BrazeResponse) => errorsOf(response).length > 0;

/** A request to `/users/track` with one object. */
export const track = (object: (user: string) => object, array = 'attributes'): Parts => [
	'POST',
	'/users/track',
	(user) => ({ [array]: [object(user)] }),
];

export const TIME = '2026-01-01T00:00:00Z';

/** The names that a run leaves behind in the workspace's lists. */
export const ATTRIBUTE = 'n8n_live_check';
export const EVENT = 'n8n live check';
