import { WORKSPACE_LISTS } from '../../api/workspaceLists';
import { getManyOf } from '../workspaceList';
import type { Resource } from '../../runtime/operation';
import { CAMPAIGN } from '../triggering/kinds';
import { triggerOf } from '../triggering/operation';
import { get } from './get.operation';

/** A campaign, to be sent by API trigger. */
export const campaign: Resource = {
	name: 'Campaign',
	value: 'campaign',
	operations: [get, getManyOf(WORKSPACE_LISTS.campaigns, 'campaigns'), triggerOf(CAMPAIGN)],
	defaultOperation: 'trigger',
};
