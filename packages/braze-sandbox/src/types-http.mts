import type { Workspace } from './state/workspace.mts';
import type { BrazeResponse } from './types.mts';

/** A request, without its HTTP. */
export interface Call {
	body: unknown;
	query: URLSearchParams;
	/** Of the path. */
	params: Record<string, string>;
	/** Address of the sandbox, for links. */
	base: string;
	workspace: Workspace;
}

export interface Endpoint {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	path: string;
	permission: string;
	handle: (call: Call) => BrazeResponse;
}
