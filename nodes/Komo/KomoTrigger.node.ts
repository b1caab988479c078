import {
	type IDataObject,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { onAnswer } from '../receiving/answered';
import type { SharedSecret } from '../receiving/sharedSecret';
import { readBody } from '../receiving/body';
import { testSharedSecret } from '../receiving/sharedSecretTest';
import { properties } from './description';
import { subtitle, triggerPanel } from './panel';
import { type Call, Receiver } from './receive';
import { responseModeField } from '../receiving/responseMode';
import { readSettings } from './settings';

/** Of this process: calls of one node find each other here. */
const receiver = new Receiver();

/** The credential, or an empty one: then nothing is authentic. */
async function readSecret(context: IWebhookFunctions): Promise<Partial<SharedSecret>> {
	try {
		return await context.getCredentials<SharedSecret>('komoWebhookApi');
	} catch {
		context.logger.warn('Komo Trigger: the Komo Webhook credential could not be read');
		return {};
	}
}

const callOf = (context: IWebhookFunctions): Call => ({
	node: `${context.getWorkflow().id}/${context.getNode().id}`,
	isTest: context.getMode() === 'manual',
	headers: context.getHeaderData() as IDataObject,
	query: context.getQueryData() as IDataObject,
	readBody: async () => await readBody(context.getRequestObject()),
	readSecret: async () => await readSecret(context),
});

export class KomoTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Komo Trigger',
		name: 'komoTrigger',
		icon: { light: 'file:../../icons/komo.svg', dark: 'file:../../icons/komo.dark.svg' },
		group: ['trigger'],
		// Above 1: at 1, n8n evaluates an expression for every call.
		version: [1.1],
		subtitle,
		description: 'Starts the workflow when someone submits a form, signs up or wins in Komo',
		eventTriggerDescription: 'Waiting for a submission on the test URL',
		activationMessage: 'Your workflow now receives submissions on the production URL.',
		defaults: { name: 'Komo Trigger' },
		triggerPanel,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'komoWebhookApi',
				required: true,
				testedBy: 'komoSharedSecret',
				displayOptions: { show: { authentication: ['secret'] } },
			},
		],
		// Nothing that n8n would have to evaluate for every call.
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				...responseModeField(),
				// The body is this node's own: nothing of the workflow's data is in it.
				responseData: 'noData',
				path: 'komo',
			},
		],
		properties,
	};

	methods = { credentialTest: { komoSharedSecret: testSharedSecret } };

	/** Komo documents no way to register a webhook: the user pastes the URL there. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const decision = await receiver.receive(callOf(this), readSettings(this));
		const response = this.getResponseObject();
		if ('items' in decision) {
			onAnswer(response, decision.answerTo);
			return { workflowData: [decision.items] };
		}
		const { answer } = decision;
		response
			.set(answer.headers ?? {})
			.status(answer.status)
			.json(answer.body);
		return { noWebhookResponse: true };
	}
}
