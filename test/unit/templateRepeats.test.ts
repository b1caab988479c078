import type { IDataObject } from 'n8n-workflow';

import { evaluateCode } from '../support/javascript.mts';
import { readTemplate } from '../support/templates.mts';

describe('the template for each submission once counts', () => {
	const { nodes } = readTemplate('komo-remove-duplicates.json');
	const { columns } = nodes.find(({ name }) => name === 'Count')?.parameters as {
		columns: { value: IDataObject };
	};
	const counted = (item: IDataObject) =>
		evaluateCode(String(columns.value.submission).slice('={{'.length, -'}}'.length), {
			$json: item,
		});
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
