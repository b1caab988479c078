import type { N8nApi } from '../../packages/n8n-lab/src/api.mts';

const PAGE = 100;

/**
 * @param name of a data table of n8n's, in the personal project
 * @returns all its rows, the oldest first; none if there is no such table
 */
export async function readTable<Row>(api: N8nApi, name: string): Promise<Row[]> {
	const project = (await api.call('get', '/projects/personal')) as { id: string };
	const tables = `/projects/${project.id}/data-tables`;
	const filter = encodeURIComponent(JSON.stringify({ name: name.toLowerCase() }));
	const found = (await api.call('get', `${tables}?filter=${filter}`)) as {
		data: Array<{ id: string }>;
	};
	const table = found.data.at(0);
	if (table === undefined) return [];
	const rows: Row[] = [];
	for (;;) {
		const page = `skip=${rows.length}&take=${PAGE}&sortBy=id:asc`;
		const { count, data } = (await api.call('get', `${tables}/${table.id}/rows?${page}`)) as {
			count: number;
			data: Row[];
		};
		rows.push(...data);
		if (data.length === 0 || rows.length >= count) return rows;
	}
}
