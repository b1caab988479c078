import { setTimeout } from 'node:timers/promises';
import axios from 'axios';

import type { Ask, Assumption, BrazeResponse, Live } from './assumption.mts';
import { ASSUMPTIONS } from './assumptions.mts';

type Verdict = 'holds' | 'differs' | 'no permission' | 'no response' | 'left out';

interface Finding {
	what: string;
	verdict: Verdict;
	/** What would have to change in this package if it differs. */
	changes: string;
	/** The response, shortened and without the key. */
	seen: string;
}

interface Settings {
	restEndpoint: string;
	apiKey: string;
	/** Whether a throw-away user may be created, changed and deleted. */
	mayWrite: boolean;
	/** The external ID of that user. */
	user: string;
	/** Campaigns and Canvases to try with, by their kind. */
	targets?: Live['targets'];
	/** By default, really waits. */
	wait?: Live['wait'];
}

/** Braze refused the key itself: it is unknown, or lacks a permission. */
class Refused extends Error {}

/** Why a check is left out; null for one that isn't. */
function leftOut({ writes, needs }: Assumption, { mayWrite, targets = {} }: Settings) {
	if (writes && !mayWrite) return 'changes the workspace';
	if (needs === undefined || targets[needs] !== undefined) return null;
	return `needs ${TARGET_NAMES[needs]}`;
}

/** The environment variables that name what to try with. */
export const TARGET_NAMES = {
	campaign: 'BRAZE_CAMPAIGN_ID',
	canvas: 'BRAZE_CANVAS_ID',
	transactional: 'BRAZE_TRANSACTIONAL_CAMPAIGN_ID',
} as const;

/** Checks every assumption that it can, one after the other. */
export async function checkAssumptions(settings: Settings): Promise<Finding[]> {
	const { user, targets = {}, wait = async (ms: number) => await setTimeout(ms) } = settings;
	const live: Live = { ask: asking(settings), user, targets, wait };
	const findings: Finding[] = [];
	for (const assumption of ASSUMPTIONS) {
		const { what, changes, check } = assumption;
		const reason = leftOut(assumption, settings);
		if (reason !== null) {
			findings.push({ what, changes, verdict: 'left out', seen: reason });
			continue;
		}
		try {
			const { holds, seen } = await check(live);
			findings.push({ what, changes, verdict: holds ? 'holds' : 'differs', seen });
		} catch (error) {
			const verdict = error instanceof Refused ? 'no permission' : 'no response';
			findings.push({ what, changes, verdict, seen: error instanceof Error ? error.message : '' });
		}
	}
	return findings;
}

/** A server may send back whatever it got. */
const withoutKey = (body: unknown, apiKey: string): unknown =>
	JSON.parse(JSON.stringify(body ?? null).replaceAll(apiKey, '***'));

function asking({ restEndpoint, apiKey }: Settings): Ask {
	const http = axios.create({
		baseURL: restEndpoint,
		timeout: 30_000,
		// A redirect would take the key to another host.
		maxRedirects: 0,
		validateStatus: null,
		headers: { Authorization: `Bearer ${apiKey}` },
	});
	return async (method, url, { body: data, text, apiKey: other, mayBeRefused = false } = {}) => {
		const { status, data: body } = await http
			.request<unknown>({
				method,
				url,
				data: text ?? data,
				// (Text is sent unchanged.)
				transformRequest: text === undefined ? undefined : [(sent: unknown) => sent],
				headers: {
					...(text !== undefined && { 'Content-Type': 'application/json' }),
					...(other !== undefined && { Authorization: `Bearer ${other}` }),
				},
			})
			.catch((error: unknown) => {
				// (axios's own error holds the headers, and with them the key.)
				throw new Error((error as { code?: string }).code ?? 'the connection failed');
			});
		const response: BrazeResponse = { status, body: withoutKey(body, apiKey) };
		if (mayBeRefused) return response;
		if (status === 401) throw new Refused('401: the key is not known on this instance');
		if (status === 403) throw new Refused('403: a permission is missing');
		return response;
	};
}
