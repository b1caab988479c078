import { WORKSPACE_LISTS } from '../../api/workspaceLists';
import type { Resource } from '../../runtime/operation';
import { getManyOf } from '../workspaceList';
import { create } from './create.operation';
import { deleteCatalog } from './delete.operation';

/** A list of items, such as prizes, that messages show. */
export const catalog: Resource = {
	name: 'Catalog',
	value: 'catalog',
	operations: [create, deleteCatalog, getManyOf(WORKSPACE_LISTS.catalogs, 'catalogs')],
	defaultOperation: 'getMany',
};
