import type {
	CredentialReference,
	Workflow,
	WorkflowNode,
} from '../../packages/n8n-lab/src/api.mts';

/** A node in a workflow file. */
export type PlacedNode = WorkflowNode & {
	id: string;
	typeVersion: number;
	position: number[];
	parameters: Record<string, unknown>;
};

/** A value under a name, as fields of the editor's kind "assignments" hold it. */
interface Assignment {
	id: string;
	name: string;
	value: string | boolean;
	type: string;
}

const PACKAGE = 'n8n-nodes-komo-braze';

/** The Komo Trigger's default values for a group. */
const GROUP = { maxSubmissions: 75, maxWait: 250 };

export const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
): PlacedNode => ({ id: name, name, type, typeVersion, position: [0, 0], parameters });

export const assignment = (name: string, value: string, type = 'string'): Assignment => ({
	id: name,
	name,
	value,
	type,
});

/** As the editor fills in a dragged field: its value is a path. */
export const dragged = (name: string, { item = '$json', type = 'string' } = {}): Assignment =>
	assignment(name, `={{ ${item}.${name} }}`, type);

/** @param path of its webhook */
export const coreWebhook = (path: string, parameters: object = {}): PlacedNode => ({
	...node('Webhook', 'n8n-nodes-base.webhook', 2.1, {
		httpMethod: 'POST',
		path,
		options: {},
		...parameters,
	}),
	webhookId: path,
});

interface TriggerOptions {
	responseMode?: 'onReceived' | 'lastNode';
	isGrouped?: boolean;
	/** Komo's names; form entries by default. */
	events?: string[];
}

export const komoTrigger = (
	webhookId: string,
	{ responseMode = 'onReceived', isGrouped = false, events }: TriggerOptions = {},
): PlacedNode => ({
	...node('Komo Trigger', `${PACKAGE}.komoTrigger`, 1.1, {
		responseMode,
		...(events && { events }),
		options: isGrouped ? { groupSubmissions: { values: GROUP } } : {},
	}),
	webhookId,
});

export const brazeTrigger = (
	webhookId: string,
	parameters: Record<string, unknown> = {},
): PlacedNode => ({
	...node('Braze Trigger', `${PACKAGE}.brazeTrigger`, 1.1, parameters),
	webhookId,
});

/**
 * @param aliasName an expression, the user's email address
 * @param parameters besides the attributes; the rest are defaults
 */
export const trackUser = (
	credential: CredentialReference,
	aliasName: string,
	assignments: Assignment[],
	parameters: object = {},
): PlacedNode => ({
	...node('Track User', `${PACKAGE}.braze`, 1, {
		resource: 'user',
		operation: 'track',
		identifyBy: 'userAlias',
		aliasLabel: 'email',
		aliasName,
		attributes: { assignments },
		...parameters,
	}),
	credentials: { brazeApi: credential },
});

/** @param body an expression */
export const postJson = (url: string, body: string, options: object = {}): PlacedNode =>
	node('HTTP Request', 'n8n-nodes-base.httpRequest', 4.4, {
		method: 'POST',
		url,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: body,
		options,
	});

export const editFields = (assignments: Assignment[]): PlacedNode =>
	node('Edit Fields', 'n8n-nodes-base.set', 3.4, { assignments: { assignments }, options: {} });

/** A workflow whose nodes follow one another. */
export function chain(name: string, nodes: PlacedNode[]): Workflow {
	const links = nodes.slice(1).map((next, index) => {
		const main = [[{ node: next.name, type: 'main', index: 0 }]];
		return [nodes[index].name, { main }];
	});
	const placed = nodes.map((one, index) => ({ ...one, position: [index * 220, 0] }));
	return { name, nodes: placed, connections: Object.fromEntries(links), settings: {} };
}

/** @returns the path of the webhook of its first node, below `/webhook/` */
export function webhookPath({ nodes: [trigger] }: Workflow): string {
	const id = trigger.webhookId ?? '';
	const ends: Partial<Record<string, string>> = { brazeTrigger: '/braze', komoTrigger: '/komo' };
	return `${id}${ends[trigger.type.replace(`${PACKAGE}.`, '')] ?? ''}`;
}
