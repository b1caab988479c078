import { WORKSPACE_LISTS } from '../../methods/workspaceLists';
import { getManyOf } from '../fields/workspaceList';
import type { Resource } from '../operation';
import { CAMPAIGN } from '../trigger/kinds';
import { triggerOf } from '../trigger/operation';

/** A campaign, to be sent by API trigger. */
export const campaign: Resource = {
	name: 'Campaign',
	value: 'campaign',
	operations: [getManyOf(WORKSPACE_LISTS.campaigns, 'campaigns'), triggerOf(CAMPAIGN)],
	defaultOperation: 'trigger',
};
