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
import { properties } from './description';
import { KOMO, komoIntake } from './intake';
import { subtitle, triggerPanel } from './panel';
import { DEFAULT_HEADER } from './secret';
import { readSettings } from './settings';

/** Shared by all calls in this process, so that those of one node can be grouped and compared. */
const receiver = new Receiver(KOMO);

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
		// No expressions, which n8n would evaluate for every call.
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				...responseModeField(),
				// The response is this node's own and holds none of the workflow's data.
				responseData: 'noData',
				path: 'komo',
			},
		],
		properties,
	};

	methods = { credentialTest: { komoSharedSecret: sharedSecretTest(DEFAULT_HEADER) } };

	webhookMethods = { default: nothingToRegister };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const settings = readSettings(this);
		const call = callOf(this, 'komoWebhookApi');
		return carryOut(this, await receiver.receive(call, settings, komoIntake(settings)));
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return passOn(this);
	}
}
