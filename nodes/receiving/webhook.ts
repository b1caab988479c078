import {
	type IDataObject,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeOperationError,
} from 'n8n-workflow';

import { type IncomingBody, readBody } from './body';
import type { Call, Decision, TestNote } from './call';
import { onResponse, type ReplaceableResponse } from './responses';
import type { SharedSecret } from './sharedSecret';

/** The credential, or an empty one, with which nothing is authentic. */
async function readSecret(context: IWebhookFunctions, credential: string) {
	try {
		return await context.getCredentials<SharedSecret>(credential);
	} catch {
		context.logger.warn(`${context.getNode().name}: the credential could not be read`);
		return {};
	}
}

/**
 * Reads a call from n8n.
 *
 * @param credential the name of the credential type that holds the shared secret
 */
export function callOf(context: IWebhookFunctions, credential: string): Call {
	const { id: workflow } = context.getWorkflow();
	const node = context.getNode();
	return {
		node: `${workflow}/${node.id}`,
		isTest: context.getMode() === 'manual',
		headers: { ...context.getHeaderData() },
		query: context.getQueryData() as IDataObject,
		isGone: () => responseOf(context).destroyed,
		readBody: async () => await readBody(context.getRequestObject() as IncomingBody),
		readSecret: async () => await readSecret(context, credential),
		log: (level, line) => context.logger[level](`${node.name} (workflow ${workflow}): ${line}`),
	};
}

/** The parts of Express's response that are used here. (A node ships without Express's types.) */
interface Response extends ReplaceableResponse {
	destroyed: boolean;
	set(headers: Record<string, string>): Response;
	status(code: number): Response;
	json(body: unknown): Response;
}

function responseOf(context: IWebhookFunctions): Response {
	return context.getResponseObject() as Response;
}

/** Carries out a decision: starts an execution, or responds. */
export function carryOut(context: IWebhookFunctions, decision: Decision): IWebhookResponseData {
	const response = responseOf(context);
	if ('items' in decision) {
		onResponse(response, decision.respondTo);
		return { workflowData: [withNote(decision.items, decision.note)] };
	}
	const { status, headers, body } = decision.response;
	response
		.set(headers ?? {})
		.status(status)
		.json(body);
	return { noWebhookResponse: true };
}

/** Where an item keeps a note for the execution, outside its JSON. */
const NOTE = 'testNote';

function withNote([first, ...rest]: INodeExecutionData[], note?: TestNote): INodeExecutionData[] {
	return note ? [{ ...first, [NOTE]: note as IDataObject }, ...rest] : [first, ...rest];
}

/**
 * The node's part in the execution: passes the items on. Only here can n8n show a hint or an error in the
 * editor, so this is where it says why a call on the test URL would not have started anything.
 */
export function passOn(context: IExecuteFunctions): INodeExecutionData[][] {
	const items = context.getInputData();
	const note = items[0]?.[NOTE] as TestNote | undefined;
	if (!note) return [items];
	if (note.refused) {
		const { status, reason } = note.refused;
		throw new NodeOperationError(context.getNode(), `The call was refused: ${reason}`, {
			description: `The sender was answered ${status}. Nothing was passed on.`,
		});
	}
	context.addExecutionHints({
		message: `On the production URL this would be ignored. ${note.ignored}`,
		type: 'warning',
		location: 'outputPane',
	});
	return [items.map(({ json }) => ({ json }))];
}

const done = async (): Promise<boolean> => true;

/** For senders that offer no way to register a webhook: the user pastes the URL there. */
export const nothingToRegister: Record<
	'checkExists' | 'create' | 'delete',
	(this: IHookFunctions) => Promise<boolean>
> = { checkExists: done, create: done, delete: done };
