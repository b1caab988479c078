import type {
	IDataObject,
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { watchAnswer } from './answered';
import { isAuthentic, publicHeaders, type SharedSecret } from './authentication';
import { readBody } from './body';
import { testSharedSecret } from './credentialTest';
import { properties, triggerPanel } from './description';
import { DuplicateMemories } from './duplicates';
import { isWanted } from './filters';
import { Groups } from './grouping';
import { toOutput, withHeaders } from './output';
import { readSettings } from './settings';
import { parseSubmissions } from './submission';

const groups = new Groups<INodeExecutionData>();
const memories = new DuplicateMemories();

/** Answers the call itself and starts nothing. */
function answer(context: IWebhookFunctions, status: number, body: IDataObject) {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}

/** The credential, or an empty one: then nothing is authentic. */
async function readSecret(context: IWebhookFunctions): Promise<Partial<SharedSecret>> {
	try {
		return await context.getCredentials<SharedSecret>('komoWebhookApi');
	} catch {
		context.logger.warn('Komo Trigger: the Komo Webhook credential could not be read');
		return {};
	}
}

export class KomoTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Komo Trigger',
		name: 'komoTrigger',
		icon: { light: 'file:../../icons/komo.svg', dark: 'file:../../icons/komo.dark.svg' },
		group: ['trigger'],
		// Above 1: at 1, n8n evaluates an expression for every call.
		version: [1.1],
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when someone enters a form, signs up or wins in Komo',
		eventTriggerDescription: 'Waiting for a submission on the test URL',
		activationMessage: 'Your workflow now receives what Komo sends to the production URL.',
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
		// Literals only: an expression here would be evaluated for every call.
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
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

	/** authenticate → parse → filter → ignore duplicates → group → the user's workflow */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const stored = watchAnswer(this.getResponseObject());
		const settings = readSettings(this);
		const headers = this.getHeaderData() as IDataObject;

		const secret = settings.authentication === 'secret' ? await readSecret(this) : undefined;
		const call = { headers, query: this.getQueryData() as IDataObject };
		if (secret && !isAuthentic(call, secret, settings.secretLocation)) {
			return answer(this, 401, { status: 'unauthorized' });
		}

		const read = await readBody(this.getRequestObject());
		if ('error' in read) return answer(this, 400, { status: 'rejected', error: read.error });
		const { submissions, rejected } = parseSubmissions(read.value);
		const report = rejected.length > 0 ? { rejected } : {};
		if (submissions.length === 0) {
			const error = rejected[0]?.error ?? 'The body is an empty list.';
			return answer(this, 400, { status: 'rejected', error, ...report });
		}

		const wanted = submissions.filter((submission) => isWanted(submission, settings.filters));
		if (wanted.length === 0) return answer(this, 200, { status: 'ignored', ...report });

		// On the test URL, someone sends the same submission again and again, one by one.
		const isProduction = this.getMode() !== 'manual';
		const node = `${this.getWorkflow().id}/${this.getNode().id}`;
		const claim =
			isProduction && settings.ignoreDuplicatesFor > 0
				? await memories.of(node).claim(wanted, settings.ignoreDuplicatesFor)
				: { fresh: wanted, settle: () => {} };
		if (claim.fresh.length === 0) return answer(this, 200, { status: 'duplicate', ...report });

		const shown = settings.includeHeaders ? publicHeaders(headers, secret) : undefined;
		const items = claim.fresh.map((submission) => ({
			json: withHeaders(toOutput(submission, settings.output), shown),
		}));
		const accepted = { status: 'accepted', submissions: items.length, ...report };

		if (!isProduction || !settings.group) {
			void stored().then(claim.settle);
			return { workflowData: [items], webhookResponse: accepted };
		}

		const seat = groups.join(node, items, read.bytes, settings.group);
		if (seat.leads) {
			const collected = await seat.collected;
			void stored().then((isStored) => {
				claim.settle(isStored);
				seat.settle(isStored);
			});
			return { workflowData: [collected], webhookResponse: accepted };
		}
		const isStored = await seat.stored;
		claim.settle(isStored);
		if (isStored) return answer(this, 200, accepted);
		this.getResponseObject().setHeader('Retry-After', '1');
		return answer(this, 503, { status: 'retry' });
	}
}
