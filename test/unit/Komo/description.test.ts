import {
	type INode,
	type INodeParameters,
	type INodePropertyOptions,
	NodeHelpers,
	resolveWebhookDescriptionField,
	webhookDescriptionIsNativelyResolvable,
} from 'n8n-workflow';
import { KomoTrigger } from '../../../nodes/Komo/KomoTrigger.node';
import { DEFAULT_HEADER } from '../../../nodes/Komo/secret';
import { KomoWebhookApi } from '../../../credentials/KomoWebhookApi.credentials';
import template from '../../../workflows/komo-remove-duplicates.json';

const trigger = new KomoTrigger();
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
	});

	it.each([
		[{}, 'onReceived'],
		[{ responseMode: 'onReceived' }, 'onReceived'],
		[{ responseMode: 'lastNode' }, 'lastNode'],
	])('with %j it responds %s', (parameters, mode) => {
		const [webhook] = description.webhooks ?? [];
		expect(resolveWebhookDescriptionField({ parameters }, webhook, 'responseMode')).toEqual({
			resolved: true,
			value: mode,
		});
	});

	it('the version is above 1, where n8n would evaluate one itself', () => {
		expect([description.version].flat().every((version) => version > 1)).toBe(true);
	});

	it('no parameter has one as its default', () => {
		expect(JSON.stringify(description.properties)).not.toContain('"default":"=');
	});
});

it('nothing is registered in Komo, and nothing pretends to be missing', async () => {
	const { checkExists, create, delete: remove } = trigger.webhookMethods.default;
	const results = [checkExists, create, remove].map(
		async (method) => await method.call({} as never),
	);
	expect(await Promise.all(results)).toEqual([true, true, true]);
});

it('the secret is asked for only where it is used', () => {
	expect(description.credentials).toMatchObject([
		{
			name: 'komoWebhookApi',
			required: true,
			displayOptions: { show: { authentication: ['secret'] } },
		},
	]);
	const fields = new KomoWebhookApi().properties;
	expect(fields.find(({ name }) => name === 'secret')).toMatchObject({
		typeOptions: { password: true },
	});
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
		'secretLocation',
		'events',
		'otherEvents',
		'responseMode',
		'output',
		'options',
	]);
	expect(values('options')).toEqual([
		...[
			'cardIds',
			'cardTypes',
			'groupSubmissions',
			'headerNames',
			'ignoreDuplicates',
			'includeHeaders',
			'siteIds',
		],
	]);
	expect(values('responseMode')).toEqual(['onReceived', 'lastNode']);
	expect(values('output')).toEqual(['flat', 'grouped', 'raw']);
	expect(values('events')).toEqual(expect.arrayContaining(['*', 'other', 'workflow']));
});

describe("n8n's list of nodes", () => {
	/** What n8n's editor does (2.41.1, nodeCreator's useActionsGenerator). */
	const property = description.properties.find(({ displayName }) =>
		['event', 'events', 'trigger on'].includes(displayName.toLowerCase()),
	);
	const actions = (property?.options ?? []) as INodePropertyOptions[];

	it('has few actions, in words', () => {
		expect([property?.name, property?.type]).toEqual(['events', 'hidden']);
		expect(actions.map(({ action }) => action)).toEqual([
			'On form submitted',
			'On sign-up',
			'On prize or coupon won',
			'On anything from Komo',
		]);
	});

	it.each(actions.map(({ action, value }) => [action, value]))(
		'"%s" selects events that there are, and Workflow Requests',
		(_, value) => {
			const selected = value as unknown as string[];
			expect(values('events')).toEqual(expect.arrayContaining(selected));
			expect(selected.includes('*') || selected.includes('workflow')).toBe(true);
		},
	);

	it('leaves a new node with what it says: one default for both', () => {
		const defaults = description.properties.filter(({ name }) => name === 'events');
		expect(defaults.map((one) => one.default)).toEqual([
			['CompetitionEntrySuccess', 'workflow'],
			['CompetitionEntrySuccess', 'workflow'],
		]);
		const node = { typeVersion: 1.1 } as INode;
		const of = (parameters: object) =>
			NodeHelpers.getNodeParameters(
				description.properties,
				parameters as INodeParameters,
				true,
				false,
				node,
				description,
			)?.events;
		expect(of({})).toEqual(['CompetitionEntrySuccess', 'workflow']);
		expect(of({ events: ['SignUpSuccess'] })).toEqual(['SignUpSuccess']);
	});
});

it('the template without duplicates uses the trigger as it is', () => {
	const node = template.nodes.find(({ name }) => name === 'Komo Trigger');
	expect(node).toMatchObject({
		type: 'n8n-nodes-komo-braze.komoTrigger',
		typeVersion: [description.version].flat().at(-1),
	});
	expect(values('events')).toEqual(expect.arrayContaining(node?.parameters.events ?? ['none']));
	expect(values('responseMode')).toEqual(['onReceived', 'lastNode']);
	expect(values('output')).toContain(node?.parameters.output);
});
