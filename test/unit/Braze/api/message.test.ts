import { cut, explain, errorText, messageOf } from '../../../../nodes/Braze/api/message';

describe('a foreign text', () => {
	it('is kept up to 500 characters', () => {
		expect(cut('x'.repeat(500))).toBe('x'.repeat(500));
		expect(cut('x'.repeat(501))).toBe(`${'x'.repeat(499)}…`);
	});

	it('is not cut through a character', () => {
		expect(cut(`${'x'.repeat(499)}😀😀`)).toBe(`${'x'.repeat(499)}…`);
		expect(cut(`${'x'.repeat(498)}😀😀😀`)).toBe(`${'x'.repeat(498)}😀…`);
		expect(cut(`${'x'.repeat(498)}😀😀`)).toBe(`${'x'.repeat(498)}😀😀`);
		expect(cut('😀'.repeat(3))).toBe('😀😀😀');
	});
});

describe('Braze’s words', () => {
	it.each([
		['is invalid', 'is invalid'],
		[{ type: 'is invalid', message: 'no' }, 'is invalid'],
		[{ id: 'x', message: 'no' }, 'no'],
		[{ id: 'x' }, '{"id":"x"}'],
		[{ type: 3 }, '{"type":3}'],
		[null, 'null'],
		[undefined, 'null'],
	])('for one error: %j', (error, expected) => {
		expect(errorText(error)).toBe(expected);
	});

	it.each([
		[{ message: 'No Recipients', error: 'x' }, 'No Recipients'],
		[{ message: 'success', error: 'Error while parsing' }, 'Error while parsing'],
		[{ message: 'Invalid Request', errors: ['a', { type: 'b' }] }, 'a; b'],
		[{ message: '', error: '', errors: [] }, undefined],
		[{ message: 3, error: 4, errors: 'x' }, undefined],
		[{}, undefined],
		[null, undefined],
		['text', undefined],
	])('about a request: %j', (body, expected) => {
		expect(messageOf(body)).toBe(expected);
	});

	it('name ten errors at most', () => {
		const errors = Array.from({ length: 11 }, (_, n) => `e${n}`);
		const ten = errors.slice(0, 10).join('; ');
		expect(messageOf({ errors: errors.slice(0, 10) })).toBe(ten);
		expect(messageOf({ errors: [...errors.slice(0, 10), 'e0'] })).toBe(ten);
		expect(messageOf({ errors })).toBe(`${ten}; …`);
	});

	it('are kept up to 500 characters', () => {
		const long = 'x'.repeat(5_000_000);
		for (const text of [
			errorText(long),
			errorText({ type: long }),
			errorText({ message: long }),
			errorText({ other: long }),
			messageOf({ message: long }),
			messageOf({ error: long }),
			messageOf({ errors: [long] }),
			messageOf({
				errors: Array.from({ length: 75 }, (_, n) => ({ type: `${n}${'y'.repeat(400)}` })),
			}),
		]) {
			expect(text).toHaveLength(500);
		}
	});
});

describe('what Braze’s words leave open', () => {
	it.each([
		['Invalid Campaign ID', 'Invalid Campaign ID. Choose an API-triggered campaign'],
		['invalid canvas id.', 'invalid canvas id. Choose an API-triggered Canvas'],
		['Could not find catalog', 'Could not find catalog. Choose the catalog from the list'],
		['Campaign does not exist', 'Campaign does not exist. Choose a transactional'],
		[
			"'subscription_group_id' must be a valid subscription group UUID",
			"'subscription_group_id' must be a valid subscription group UUID. This is Subscription Group ID",
		],
		[
			'external_id_renames: current_external_id does not exist',
			'external_id_renames: current_external_id does not exist. This is External ID',
		],
		['new_external_id is in use', 'new_external_id is in use. This is New External ID'],
	])('is said beside them: %s', (words, explained) => {
		expect(explain(words)).toMatch(new RegExp(`^${explained}`));
		expect(explain(explain(words))).toBe(explain(words));
	});

	it('are left as they are where they say what to do', () => {
		for (const words of ['No Recipients', 'Invalid Campaign ID given by mistake', '']) {
			expect(explain(words)).toBe(words);
		}
	});

	it('are said once', () => {
		const errors = ['no', { type: 'no' }, { message: 'never' }, 'no'];
		expect(messageOf({ errors })).toBe('no; never');
	});

	it('of many errors are the first ones', () => {
		const text = messageOf({ errors: Array.from({ length: 50 }, (_, n) => `e${n}`) });
		expect(text).toBe('e0; e1; e2; e3; e4; e5; e6; e7; e8; e9; …');
	});

	it('never throw, however deep they are nested', () => {
		const deep = JSON.parse('['.repeat(20_000) + ']'.repeat(20_000)) as unknown;
		expect(messageOf({ errors: [{ detail: deep }] })).toBe('an error that cannot be shown');
	});
});
