import type { IDataObject } from 'n8n-workflow';

import { evaluateCode } from '../support/javascript.mts';
import { readTemplate } from '../support/templates.mts';

/** What an expression gives for an item. */
const evaluated = (expression: unknown, item: IDataObject) =>
	evaluateCode(String(expression).slice('={{'.length, -'}}'.length), { $json: item });

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

describe('the template for each event once', () => {
	const { columns } = parametersOf('braze-each-event-once.json', 'Not Done') as {
		columns: { value: IDataObject };
	};

	it.each([
		['rejected', 'failed'],
		['partial', 'unsure'],
		[undefined, 'unsure'],
	])(
		'calls what comes back as %s %s: only what is not in Braze may be sent again',
		(status, state) => {
			expect(evaluated(columns.value.state, { braze: { status } })).toBe(state);
		},
	);

	it('never sends again by itself what Braze may have', () => {
		const { options } = parametersOf('braze-each-event-once.json', 'Award Points');
		expect(options).toMatchObject({ retryAmbiguous: false });
	});
});

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
