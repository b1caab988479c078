import {
	fromParameter,
	type INodeProperties,
	type IWebhookDescription,
	webhookDescriptionFields,
} from 'n8n-workflow';

/** When to respond to a call: once n8n has stored it, or once the workflow has ended. */
export type ResponseMode = 'onReceived' | 'lastNode';

const DEFAULT_MODE: ResponseMode = 'onReceived';

/**
 * The parameter, worded as in n8n's own Webhook node, and a notice about waiting.
 *
 * @param sender who calls, for example "Komo"
 * @param noun what it sends, for example "submission"
 */
export const responseModeProperties = (sender: string, noun: string): INodeProperties[] => [
	{
		displayName: 'Respond',
		name: 'responseMode',
		type: 'options',
		noDataExpression: true,
		default: DEFAULT_MODE,
		description: `When to respond to ${sender} that the ${noun} was accepted`,
		options: [
			{
				name: 'Immediately',
				value: 'onReceived',
				description: `As soon as n8n has stored the ${noun}, before the workflow runs`,
			},
			{
				name: 'When Last Node Finishes',
				value: 'lastNode',
				description: `When the workflow has finished. If it failed, ${sender} gets an error and can send the ${noun} again.`,
			},
		],
	},
	{
		// Otherwise, n8n keeps an expression engine for each call that waits for its workflow.
		displayName:
			'Whoever runs n8n should set N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true: without it, several hundred waiting requests take gigabytes of memory.',
		name: 'waitingNeeds',
		type: 'notice',
		default: '',
		displayOptions: { show: { responseMode: ['lastNode'] } },
	},
];

/**
 * The field of the webhook description that tells n8n when to respond. n8n from 2.35 on reads the
 * parameter itself; for earlier versions it is an expression that n8n evaluates for every call.
 */
export const responseModeField = (): Pick<IWebhookDescription, 'responseMode'> =>
	// n8n-workflow belongs to the installed n8n: what its version lacks is undefined.
	typeof webhookDescriptionFields === 'function' && typeof fromParameter === 'function'
		? webhookDescriptionFields({ responseMode: fromParameter('responseMode', DEFAULT_MODE) })
		: { responseMode: `={{$parameter["responseMode"] || "${DEFAULT_MODE}"}}` };
