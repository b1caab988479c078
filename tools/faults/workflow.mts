import type { CredentialReference } from '../n8n/api.mts';

/** What receives the submissions. */
export type Receiver = 'Komo Trigger, lastNode' | 'Komo Trigger, onReceived' | 'core Webhook';

const TYPE = 'n8n-nodes-komo-braze';

const triggerOf = (receiver: Receiver, webhookId: string) => ({
	id: 'trigger',
	name: 'Trigger',
	position: [0, 0],
	webhookId,
	...(receiver === 'core Webhook'
		? {
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2.1,
				parameters: { httpMethod: 'POST', path: webhookId, options: {} },
			}
		: {
				type: `${TYPE}.komoTrigger`,
				typeVersion: 1.1,
				parameters: {
					events: ['*'],
					responseMode: receiver.endsWith('lastNode') ? 'lastNode' : 'onReceived',
					options: { groupSubmissions: { values: { maxSubmissions: 75, maxWait: 250 } } },
				},
			}),
});

/** A trigger, and Track User with attributes and an event that tells how often it was taken. */
export function receiving(receiver: Receiver, braze: CredentialReference) {
	const webhookId = `faults-${receiver.replace(/\W+/g, '-').toLowerCase()}`;
	const item = receiver === 'core Webhook' ? '$json.body' : '$json';
	const track = {
		id: 'track',
		name: 'Track User',
		type: `${TYPE}.braze`,
		typeVersion: 1,
		position: [220, 0],
		credentials: { brazeApi: braze },
		parameters: {
			resource: 'user',
			operation: 'track',
			aliasName: `={{ ${item}.email }}`,
			attributes: {
				assignments: [
					{ id: 'a', name: 'email', value: `={{ ${item}.email }}`, type: 'string' },
					{ id: 'b', name: 'last_entry', value: `={{ ${item}.entry }}`, type: 'number' },
				],
			},
			events: {
				event: [
					{
						name: { __rl: true, mode: 'name', value: 'Entered' },
						time: `={{ ${item}.timestamp }}`,
						properties: {
							assignments: [
								{
									id: 'c',
									name: 'submission_id',
									value: `={{ ${item}.submission_id }}`,
									type: 'string',
								},
							],
						},
					},
				],
			},
			// The answer waits for it: three tries, not minutes.
			options: { maxRetries: 3, timeout: 10_000 },
		},
	};
	return {
		webhookId,
		path: receiver === 'core Webhook' ? webhookId : `${webhookId}/komo`,
		workflow: {
			name: receiver,
			nodes: [triggerOf(receiver, webhookId), track],
			connections: { Trigger: { main: [[{ node: track.name, type: 'main', index: 0 }]] } },
			settings: {},
		},
	};
}
