import axios from 'axios';

import { type Answer, type Ask, ASSUMPTIONS } from './assumptions.mts';

export type Verdict = 'holds' | 'differs' | 'no permission' | 'no answer' | 'left out';

export interface Finding {
	what: string;
	verdict: Verdict;
	/** The answer, shortened; nothing of the key is in it. */
	seen: string;
}

interface Settings {
	restEndpoint: string;
	apiKey: string;
	/** Whether a throw-away user may be created, changed and deleted. */
	mayWrite: boolean;
	/** The external ID of that user. */
	user: string;
}

/** Why the next request makes no sense either. */
class Refused extends Error {}

/** Checks what can be checked, one request after the other, about 15 in all. */
export async function checkAssumptions(settings: Settings): Promise<Finding[]> {
	const ask = asking(settings);
	const findings: Finding[] = [];
	for (const { what, writes, check } of ASSUMPTIONS) {
		if (writes && !settings.mayWrite) {
			findings.push({ what, verdict: 'left out', seen: 'changes the workspace' });
			continue;
		}
		try {
			const { holds, seen } = await check(ask, settings.user);
			findings.push({ what, verdict: holds ? 'holds' : 'differs', seen });
		} catch (error) {
			const verdict = error instanceof Refused ? 'no permission' : 'no answer';
			findings.push({ what, verdict, seen: error instanceof Error ? error.message : '' });
		}
	}
	return findings;
}

/** Whatever answers may repeat what it was sent. */
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
	return async (method, url, data) => {
		const { status, data: body } = await http
			.request<unknown>({ method, url, data })
			.catch((error: unknown) => {
				// (axios's own error holds the headers, and with them the key.)
				throw new Error((error as { code?: string }).code ?? 'the connection failed');
			});
		const answer: Answer = { status, body: withoutKey(body, apiKey) };
		if (status === 401) throw new Refused('401: the key is not known on this instance');
		if (status === 403 && url !== '/users/trak') throw new Refused('403: a permission is missing');
		return answer;
	};
}
