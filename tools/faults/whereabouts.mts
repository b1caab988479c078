import type { Execution, N8nApi } from '../../packages/n8n-lab/src/api.mts';

const PAGE = 100;

/** Executions of a workflow, the latest first. */
async function* executionsOf(api: N8nApi, workflowId: string): AsyncGenerator<Execution> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	for (let from = ''; ;) {
		const page = await api.call('get', `/executions?limit=${PAGE}&filter=${filter}${from}`);
		const { results, nextCursor } = page as { results: Execution[]; nextCursor: string | null };
		yield* results;
		if (nextCursor === null) return;
		from = `&cursor=${encodeURIComponent(nextCursor)}`;
	}
}

/**
 * Looks for submissions in a workflow's executions. One that was sent again may be in several.
 *
 * @returns how many are in executions of each status, e.g. `{ 'crashed, success': 12, nowhere: 3 }`
 */
export async function whereabouts(
	api: N8nApi,
	workflowId: string,
	submissions: string[],
): Promise<Record<string, number>> {
	const statuses = new Map(submissions.map((id) => [id, new Set<string>()]));
	for await (const { id, status } of executionsOf(api, workflowId)) {
		const { data } = await api.execution(id);
		const text = JSON.stringify(data);
		for (const [submission, found] of statuses) {
			if (text.includes(`"${submission}"`)) found.add(status);
		}
	}
	const counts: Record<string, number> = {};
	for (const found of statuses.values()) {
		const name = [...found].sort().join(', ') || 'nowhere';
		counts[name] = (counts[name] ?? 0) + 1;
	}
	return counts;
}
