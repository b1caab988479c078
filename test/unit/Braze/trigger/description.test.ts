import {
	type INodePropertyOptions,
	resolveWebhookDescriptionField,
	webhookDescriptionIsNativelyResolvable,
} from 'n8n-workflow';
import { BrazeTrigger } from '../../../../nodes/Braze/BrazeTrigger.node';
import { DEFAULT_HEADER } from '../../../../nodes/Braze/trigger/secret';
import { BrazeWebhookApi } from '../../../../credentials/BrazeWebhookApi.credentials';

const trigger = new BrazeTrigger();
const { description } = trigger;
const values = (name: string) => {
	const property = description.properties.find(
		(candidate) => candidate.name === name && candidate.type !== 'hidden',
	);
	return (property?.options ?? []).map((option) =>
		'value' in option ? option.value : option.name,
	);
};

describe('nothing makes n8n evaluate an expression when a call comes in', () => {
	it('n8n reads every value of the webhook description itself', () => {
		const [webhook] = description.webhooks ?? [];
		expect(webhookDescriptionIsNativelyResolvable(webhook)).toBe(true);
		for (const mode of ['onReceived', 'lastNode']) {
			const node = { parameters: { responseMode: mode } };
			const resolved = resolveWebhookDescriptionField(node, webhook, 'responseMode');
			expect(resolved).toEqual({ resolved: true, value: mode });
		}
	});

	it('the version is above 1, where n8n would evaluate one itself', () => {
		expect([description.version].flat().every((version) => version > 1)).toBe(true);
		expect(JSON.stringify(description.properties)).not.toContain('"default":"=');
	});
});

it('nothing is registered in Braze, and nothing pretends to be missing', async () => {
	const { checkExists, create, delete: remove } = trigger.webhookMethods.default;
	const results = [checkExists, create, remove].map(
		async (method) => await method.call({} as never),
	);
	expect(await Promise.all(results)).toEqual([true, true, true]);
});

it('the secret is asked for only where it is used', () => {
	expect(description.credentials).toMatchObject([
		{
			name: 'brazeWebhookApi',
			required: true,
			displayOptions: { show: { authentication: ['secret'] } },
		},
	]);
	const fields = new BrazeWebhookApi().properties;
	expect(fields.map(({ name }) => name)).toEqual([
		'notice',
		'secret',
		'headerName',
		'previousSecret',
	]);
	expect(fields.find(({ name }) => name === 'headerName')).toMatchObject({
		default: DEFAULT_HEADER,
	});
});

it('the parameters have the names that templates rely on', () => {
	const settable = description.properties.filter(
		({ type }) => type !== 'notice' && type !== 'hidden',
	);
	expect(settable.map(({ name }) => name)).toEqual([
		'authentication',
		'sources',
		'events',
		'responseMode',
		'output',
		'options',
	]);
	expect(values('options')).toEqual([
		'campaignIds',
		'canvasIds',
		'groupSubmissions',
		'headerNames',
		'ignoreDuplicates',
		'ignoreMachineOpens',
		'ignoreBotClicks',
		'includeHeaders',
	]);
	expect(values('sources')).toEqual(['webhook', 'currents', 'export', 'transactional']);
	expect(values('output')).toEqual(['flat', 'raw']);
	expect(values('events')).toEqual(expect.arrayContaining(['*', 'other']));
});

it('each source has its steps, shown with it', () => {
	const steps = description.properties.filter(({ name }) => name.endsWith('SetUp'));
	expect(steps.map(({ displayOptions }) => displayOptions?.show?.sources)).toEqual(
		values('sources').map((source) => [source]),
	);
	for (const { displayName } of steps) expect(displayName).toMatch(/<li>Step 1: .*<li>Step 2: /);
});

describe("n8n's list of nodes", () => {
	/** What n8n's editor does (2.41.1, nodeCreator's useActionsGenerator). */
	const property = description.properties.find(({ displayName }) =>
		['event', 'events', 'trigger on'].includes(displayName.toLowerCase()),
	);
	const actions = (property?.options ?? []) as INodePropertyOptions[];

	it('has few actions, in words', () => {
		expect([property?.name, property?.type]).toEqual(['sources', 'hidden']);
		expect(actions.map(({ action }) => action)).toEqual([
			'On anything from Braze',
			'On webhook from a campaign or Canvas',
			'On email opened, clicked, bounced and more (Currents)',
			'On segment export ready',
			'On transactional email status',
		]);
	});

	it('selects sources that there are', () => {
		for (const { value } of actions) {
			expect(values('sources')).toEqual(expect.arrayContaining(value as unknown as string[]));
		}
	});

	it('leaves a new node with what it says: one default for both', () => {
		const defaults = description.properties.filter(({ name }) => name === 'sources');
		expect(defaults).toHaveLength(2);
		expect(defaults[0].default).toEqual(defaults[1].default);
	});
});
