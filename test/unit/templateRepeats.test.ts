import type { IDataObject } from 'n8n-workflow';

import { evaluateCode } from '../support/javascript.mts';
import { readTemplate } from '../support/templates.mts';

/** What an expression gives for an item. */
const evaluated = (expression: unknown, item: IDataObject, others: object = {}) =>
	evaluateCode(String(expression).slice('={{'.length, -'}}'.length), { $json: item, ...others });

const parametersOf = (file: string, node: string) =>
	readTemplate(file).nodes.find(({ name }) => name === node)?.parameters ?? {};

describe('the template for each submission once counts', () => {
	const { columns } = parametersOf('komo-remove-duplicates.json', 'Count') as {
		columns: { value: IDataObject };
	};
	const counted = (item: IDataObject) => evaluated(columns.value.submission, item);
	const row = (state: string) => ({
		key: 's1 5f3a',
		state,
		braze: '{"status":"rejected"}',
		item: '{"key":"s1"}',
	});

	it('what Braze has, and what is kept to be sent again', () => {
		expect(counted({ key: 's1', braze: { status: 'accepted' } })).toBe('s1');
		expect(counted(row('waiting'))).toBe('s1');
	});

	it('not what was given up at once: corrected in Komo and sent again, it is no repeat', () => {
		expect(counted(row('given up'))).not.toBe('s1');
	});
});

const STATES: Array<[string | undefined, string]> = [
	['rejected', 'failed'],
	['partial', 'unsure'],
	[undefined, 'unsure'],
];

/** An item that comes back, and the event that it was. */
const returned = (status?: string) => ({ error: 'why', ...(status && { braze: { status } }) });
const $ = () => ({ itemMatching: (index: number) => ({ json: { key: `e${index}` } }) });

describe('the template for each event once', () => {
	const { columns } = parametersOf('braze-each-event-once.json', 'Not Done') as {
		columns: { value: IDataObject };
	};

	it.each(STATES)(
		'calls what comes back as %s %s: only what is not in Braze may be sent again',
		(status, state) => {
			expect(evaluated(columns.value.state, returned(status))).toBe(state);
		},
	);
});

describe('the template for each event once, in Postgres', () => {
	const file = 'braze-each-event-once-postgres.json';
	const { options } = parametersOf(file, 'Not Done') as { options: IDataObject };

	it('begins each event by its id, and one without by its execution and place', () => {
		const begin = parametersOf(file, 'Begin') as { options: IDataObject };
		const items = [{ id: 'e1', n: 1 }, { n: 2 }, { id: '', n: 3 }, { id: 'e\u0000\ud8002', n: 4 }];
		const $input = { all: () => items.map((json) => ({ json })) };
		const names = { $input, $execution: { id: '7' } };
		const [given] = evaluated(begin.options.queryReplacement, {}, names) as [string];
		const keys = ['e1', '7-1', '7-2', 'e2'];
		expect(JSON.parse(given)).toEqual(
			items.map((item, place) => ({
				event: keys[place],
				place,
				data: JSON.stringify({ ...item, key: keys[place] }),
			})),
		);
	});

	it('calls what comes back failed only if it is not in Braze, each by its own', () => {
		const items = STATES.map(([status]) => ({ json: returned(status) }));
		const $input = { all: () => items };
		const [given] = evaluated(options.queryReplacement, {}, { $, $input }) as [string];
		const wanted = STATES.map(([, state], at) => ({ event: `e${at}`, state, words: 'why' }));
		expect(JSON.parse(given)).toEqual(wanted);
	});

	it('tries again only what does no harm when it is done twice', () => {
		const again = readTemplate(file).nodes.filter((node) => 'retryOnFail' in node);
		expect(again.map(({ name }) => name)).toEqual(['Done', 'Not Done']);
	});
});

it.each(['braze-each-event-once.json', 'braze-each-event-once-postgres.json'])(
	'%s never sends again by itself what Braze may have',
	(file) => {
		const { options } = parametersOf(file, 'Award Points');
		expect(options).toMatchObject({ retryAmbiguous: false });
	},
);

describe('the template that reruns crashed executions', () => {
	const { conditions } = parametersOf('recover.json', 'Komo or Braze') as {
		conditions: { conditions: IDataObject[] };
	};
	const isRerun = (type: string, responseMode?: string) =>
		evaluated(conditions.conditions[0].leftValue, {
			nodes: [
				{ type: 'a', parameters: {} },
				{ type, parameters: { responseMode } },
			],
		});

	it.each(['komoTrigger', 'brazeTrigger'])(
		'leaves out a %s that answers when the workflow has ended: its sender sends again',
		(name) => {
			const type = `n8n-nodes-komo-braze.${name}`;
			expect(isRerun(type)).toBe(true);
			expect(isRerun(type, 'onReceived')).toBe(true);
			expect(isRerun(type, 'lastNode')).toBe(false);
		},
	);

	it('leaves out other workflows', () => {
		expect(isRerun('n8n-nodes-base.webhook')).toBe(false);
	});
});
