import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { readSettings } from '../../../../nodes/Braze/trigger/settings';

const ALL = ['webhook', 'currents', 'export', 'transactional'];
const NEW = { authentication: 'none', sources: ALL, events: ['*'], output: 'flat', options: {} };
const MINUTE = 60_000;

const read = (parameters: IDataObject = {}) =>
	readSettings({
		getNodeParameter(name: string, fallback?: unknown) {
			const all: IDataObject = { ...NEW, ...parameters };
			if (!(name in all) && fallback === undefined) throw new Error(`Could not get ${name}`);
			return all[name] ?? fallback;
		},
	} as unknown as IWebhookFunctions);

it('of a new node: everything, each event once', () => {
	expect(read()).toEqual({
		secretLocation: undefined,
		filters: {
			sources: new Set(ALL),
			events: new Set(['*']),
			campaignIds: new Set(),
			canvasIds: new Set(),
			ignoreBotClicks: false,
			ignoreMachineOpens: false,
		},
		responseMode: 'onReceived',
		output: 'flat',
		headerNames: undefined,
		ignoreDuplicatesFor: 60 * MINUTE,
		group: undefined,
	});
});

it('the secret may come in the header or the URL', () => {
	expect(read({ authentication: 'secret' }).secretLocation).toBe('any');
	expect(read({ authentication: '' }).secretLocation).toBe('any');
});

it.each([
	[0, 0],
	[5, 5],
	['30', 30],
	[1e9, 24 * 60],
])('duplicates are ignored for %j minutes: %d', (ignoreDuplicates, minutes) => {
	expect(read({ options: { ignoreDuplicates } }).ignoreDuplicatesFor).toBe(minutes * MINUTE);
});

it('filters are read, IDs in small letters', () => {
	const options = {
		campaignIds: ' C-1, c-2,,c-3; C-4\nc-5 c-6; ',
		canvasIds: 'V-1',
		ignoreBotClicks: true,
		ignoreMachineOpens: true,
	};
	expect(read({ sources: 'webhook', events: 'x', options }).filters).toEqual({
		sources: new Set(['webhook']),
		events: new Set(['x']),
		campaignIds: new Set(['c-1', 'c-2', 'c-3', 'c-4', 'c-5', 'c-6']),
		canvasIds: new Set(['v-1']),
		ignoreBotClicks: true,
		ignoreMachineOpens: true,
	});
});

it('events that the editor does not show are all of them', () => {
	expect(read({ events: undefined }).filters.events).toEqual(new Set(['*']));
});
