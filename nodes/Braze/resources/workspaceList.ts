import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { listIn, repeated } from '../api/pages';
import { type WorkspaceList } from '../api/workspaceLists';
import { readOptionalInstant } from '../fields/instant';
import { compileLimit, listFields, readDirection, sortField, take } from '../fields/listFields';
import { compileOptions, optionsField } from '../fields/options';
import type { Engine } from '../mapping/engine';
import { readBoolean } from '../model/boolean';
import { individual } from '../runtime/individualOperation';
import type { Operation } from '../runtime/operation';
import type { Send } from '../runtime/send';

interface ListQuery {
	limit: number;
	query: Record<string, string | boolean>;
}

const includeArchived: INodeProperties = {
	displayName: 'Include Archived',
	name: 'includeArchived',
	type: 'boolean',
	default: false,
	description: 'Whether to return archived entries as well',
};

const editedAfter: INodeProperties = {
	displayName: 'Edited After',
	name: 'editedAfter',
	type: 'dateTime',
	default: '',
	description: 'Only return entries last edited after this time',
};

/**
 * The operation Get Many for one of the workspace's lists.
 *
 * @param plural what it lists, e.g. `campaigns`
 */
export function getManyOf(list: WorkspaceList, plural: string): Operation {
	const own = [
		...(list.archivable ? [includeArchived, editedAfter] : []),
		...(list.sortable ? [sortField('creation time')] : []),
	];
	return individual<ListQuery>({
		name: 'Get Many',
		value: 'getMany',
		action: `Get many ${plural}`,
		description: `Retrieve a list of the workspace’s ${plural}`,
		properties: [...listFields, optionsField(own)],
		permission: list.permission,
		prepare: (parameters) => {
			const limit = compileLimit(parameters);
			const options = compileOptions(parameters);
			return (...item) => {
				const query = queryOf(list, options(...item), parameters.engine);
				const wanted = { limit: limit(...item), query };
				return { subject: wanted };
			};
		},
		perform: async ([{ limit, query }], send) => [await take(pagesOf(list, query, send), limit)],
	});
}

/** Source: https://www.braze.com/docs/api/endpoints/export/campaigns/get_campaigns/ */
function queryOf(list: WorkspaceList, options: IDataObject, engine: Engine): ListQuery['query'] {
	const { includeArchived: archived, sortDirection, editedAfter } = options;
	const after = list.archivable
		? readOptionalInstant(editedAfter, 'Edited After', engine)
		: undefined;
	return {
		...(list.archivable && {
			include_archived: readBoolean(archived, 'Include Archived', false),
		}),
		...(list.sortable && { sort_direction: readDirection(sortDirection) }),
		...(after !== undefined && { 'last_edit.time[gt]': after.utc }),
	};
}

async function* pagesOf(
	list: WorkspaceList,
	query: ListQuery['query'],
	send: Send,
): AsyncGenerator<IDataObject[]> {
	const repeats = repeated();
	for (let page = 0; ; page++) {
		const { body } = await send({
			method: 'GET',
			path: list.path,
			responseKey: list.array,
			query: list.paged ? { ...query, page } : query,
		});
		const entries = listIn(body, list.array);
		if (entries.length === 0 || repeats(entries)) return;
		yield entries.map((entry) =>
			typeof entry === 'string' ? { [list.nameKey ?? 'name']: entry } : (entry as IDataObject),
		);
		if (!list.paged) return;
	}
}
