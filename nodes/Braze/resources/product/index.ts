import { WORKSPACE_LISTS } from '../../api/workspaceLists';
import type { Resource } from '../../runtime/operation';
import { getManyOf } from '../workspaceList';

/**
 * A product that users bought, as listed in the workspace.
 * Source: https://www.braze.com/docs/api/endpoints/export/purchases/get_list_product_id/
 */
export const product: Resource = {
	name: 'Product',
	value: 'product',
	operations: [getManyOf(WORKSPACE_LISTS.products, 'products')],
	defaultOperation: 'getMany',
};
