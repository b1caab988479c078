import type { IDataObject } from 'n8n-workflow';
import { BRAZE, brazeIntake } from '../../../../nodes/Braze/trigger/intake';
import type { Settings } from '../../../../nodes/Braze/trigger/settings';
import { MAX_ENTRIES } from '../../../../nodes/receiving/entries';
import { click, sent } from './support/samples';

const CURRENTS = { 'braze-currents-version': '1' };
const settings: Settings = {
	filters: {
		sources: new Set(['currents', 'webhook']),
		events: new Set(['*']),
		campaignIds: new Set(),
		canvasIds: new Set(),
		ignoreBotClicks: false,
		ignoreMachineOpens: false,
	},
	responseMode: 'onReceived',
	output: 'flat',
	ignoreDuplicatesFor: 0,
};
const intake = (headers: IDataObject = {}, query: IDataObject = {}) =>
	brazeIntake(settings, { headers, query });
const nothing = 'The request has no content, as when Braze checks the URL and the token.';

it('sorts what came into what starts the workflow, and what is ignored and why', () => {
	const none = { rejected: [], rejectedCount: 0 };
	expect(intake(CURRENTS).sort({ events: [click] })).toEqual({
		wanted: [{ source: 'currents', body: click }],
		ignored: [],
		rejections: none,
	});
	expect(intake().sort(sent)).toEqual({
		wanted: [],
		ignored: [
			{
				submission: { source: 'transactional', body: sent },
				reason:
					'The source is not selected. To receive it, add "Transactional Email Status" to Sources.',
			},
		],
		rejections: none,
	});
});

it.each([
	[undefined, {}],
	[undefined, CURRENTS],
	[{ events: [] }, {}],
	[{ events: [] }, CURRENTS],
	[{}, CURRENTS],
])('%j holds nothing by intention', (body, headers) => {
	expect(intake(headers).sort(body)).toEqual({ nothing });
});

it('a batch is never refused for what is in it', () => {
	expect(intake(CURRENTS).sort({ events: [1, 'two'] })).toMatchObject({
		wanted: [],
		ignored: [],
		rejections: { rejectedCount: 2 },
	});
});

it('a body that is no batch and holds no object is refused', () => {
	expect(intake().sort('text')).toMatchObject({
		status: 400,
		error: 'Expected an object, but found text.',
	});
});

it('a batch that is too long has to come in parts', () => {
	const events = Array.from({ length: MAX_ENTRIES + 1 }, () => click);
	expect(intake(CURRENTS).sort({ events })).toEqual({
		status: 413,
		error: 'The list is too long. Send at most 10,000 events in one call.',
	});
});

it('what Currents would drop for good has to come again', () => {
	expect(BRAZE.dropsRefused?.(CURRENTS)).toBe(true);
	expect(BRAZE.dropsRefused?.({})).toBe(false);
	expect(BRAZE.dropsRefused?.({ 'braze-currents-version': '' })).toBe(false);
});

it('shows what came with what the URL says', () => {
	const [received] = [{ source: 'webhook' as const, body: { a: 1 } }];
	expect(intake({}, { brand: 'A' }).toJson(received)).toEqual({
		source: 'webhook',
		a: 1,
		query: { brand: 'A' },
	});
});
