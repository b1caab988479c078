import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { Receiver } from '../receiving/receiver';
import { responseModeField } from '../receiving/responseMode';
import { sharedSecretTest } from '../receiving/sharedSecretTest';
import { callOf, carryOut, nothingToRegister, passOn } from '../receiving/webhook';
import { properties } from './trigger/description';
import { BRAZE, brazeIntake } from './trigger/intake';
import { subtitle, triggerPanel } from './trigger/panel';
import { DEFAULT_HEADER } from './trigger/secret';
import { readSettings } from './trigger/settings';

/** One for the whole process: it has to see all calls of a node. */
const receiver = new Receiver(BRAZE);

export class BrazeTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Braze Trigger',
		name: 'brazeTrigger',
		icon: { light: 'file:../../icons/braze.svg', dark: 'file:../../icons/braze.dark.svg' },
		group: ['trigger'],
		// Above 1, because at 1 n8n evaluates an expression for every call.
		version: [1.1],
		subtitle,
		// (n8n's list of nodes also shows this for the Braze node, instead of that node's own description.)
		description:
			'Write to Braze and read from it, or start when someone opens, clicks or unsubscribes',
		eventTriggerDescription: 'Waiting for Braze to call the test URL',
		activationMessage: 'Your workflow now receives events on the production URL.',
		defaults: { name: 'Braze Trigger' },
		triggerPanel,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'brazeWebhookApi',
				required: true,
				testedBy: 'brazeSharedSecret',
				displayOptions: { show: { authentication: ['secret'] } },
			},
		],
		// No expressions: n8n would evaluate them for every call.
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				...responseModeField(),
				// This node writes the response's body itself, without any of the workflow's data.
				responseData: 'noData',
				path: 'braze',
			},
		],
		properties,
	};

	methods = { credentialTest: { brazeSharedSecret: sharedSecretTest(DEFAULT_HEADER) } };

	webhookMethods = { default: nothingToRegister };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const settings = readSettings(this);
		const call = callOf(this, 'brazeWebhookApi');
		return carryOut(this, await receiver.receive(call, settings, brazeIntake(settings, call)));
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return passOn(this);
	}
}
