import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { compileFirstIdentifier } from '../../../../nodes/Braze/mapping/firstIdentifier';
import { checkIdentifier } from '../../../../nodes/Braze/model/identifier';
import { type IdentifyBy, toBraze } from '../../../../nodes/Braze/model/user';
import { ItemError } from '../../../../nodes/Braze/model/itemError';
import { engineOf, never } from '../support/engine';
import { parametersOf } from '../support/parameters';

const ROWS = [
	{ by: 'externalId', aliasLabel: 'email', value: '={{ $json.external_id }}' },
	{ by: 'userAlias', aliasLabel: 'email', value: '={{ $json.email }}' },
	{ by: 'phone', value: '={{ $json.phone }}' },
];

const compile = (identifier: object[] = ROWS) =>
	compileFirstIdentifier(
		parametersOf({ identifiers: { identifier } } as IDataObject, engineOf(never)),
	);

describe('the first identifier that is there', () => {
	it.each([
		[{ external_id: 42, email: 'a@b.co' }, 'externalId', { external_id: '42' }],
		[{ external_id: '', email: 'a@b.co' }, 'userAlias', alias('a@b.co')],
		[{ external_id: '  ', email: 'a@b.co' }, 'userAlias', alias('a@b.co')],
		[{ external_id: null, phone: '+61400000000' }, 'phone', { phone: '+61400000000' }],
		[{ external_id: 0 }, 'externalId', { external_id: '0' }],
	])('identifies %j by %s', (json, by, fields) => {
		const user = compile()(json as IDataObject, 0);
		expect([user.by, toBraze(user)]).toEqual([by, fields]);
	});

	it('is needed', () => {
		const none =
			/^None of the identifiers has a value, so the user is unknown\. Add one that every item/;
		expect(() => compile()({ email: ' ' }, 0)).toThrow(ItemError);
		expect(() => compile()({ email: ' ' }, 0)).toThrow(none);
		expect(() => compile([])({ email: 'a@b.co' }, 0)).toThrow(none);
		expect(() => compileFirstIdentifier(parametersOf({}))({}, 0)).toThrow(none);
	});

	it('is not what a program left for nothing, nor what lacks a part', () => {
		for (const nobody of ['undefined', 'NULL', 'n/a', '-', '[object Object]', Number.NaN, []]) {
			const json = { external_id: nobody, email: 'a@b.co' } as IDataObject;
			expect(toBraze(compile()(json, 0))).toEqual(alias('a@b.co'));
		}
		const rows = [{ by: 'externalId', value: '=komo-{{ $json.ref }}' }, ...ROWS];
		expect(toBraze(compile(rows)({ email: 'a@b.co' }, 0))).toEqual(alias('a@b.co'));
		expect(toBraze(compile(rows)({ ref: 'r', email: 'a@b.co' }, 0))).toEqual({
			external_id: 'komo-r',
		});
		expect(() => compile(rows)({ external_id: 'undefined' }, 0)).toThrow(
			'None of the identifiers has a value, so the user is unknown. Identifier 1 is put together from several values, and {{ $json.ref }} is empty. Identifier 2 is "undefined", which stands for a missing value. Add one that every item has, or filter such items out first.',
		);
	});

	it('is never passed over for being bad', () => {
		const rows = [{ by: 'email', value: '={{ $json.email }}' }, ...ROWS];
		const read = () => compile(rows)({ email: 'joe@', external_id: '42' }, 0);
		expect(read).toThrow(ItemError);
		expect(read).toThrow(
			'Identifier 1: Email is not an email address. Value: "joe@". The next identifier is used only if this one is empty.',
		);
		expect(() => compile()({ external_id: { a: 1 }, email: 'a@b.co' }, 0)).toThrow(
			/^Identifier 1: External ID must be text\./,
		);
		const failing = compile([{ by: 'externalId', value: '={{ x() }}' }, ...ROWS]);
		expect(() => failing({ external_id: '42' }, 0)).toThrow(
			'Identifier 1: Value could not be evaluated: the engine was asked',
		);
	});

	it('may have a label from the item, which only its own row reads', () => {
		const rows = [ROWS[0], { ...ROWS[1], aliasLabel: '={{ $json.kind }}' }];
		expect(toBraze(compile(rows)({ email: 'a@b.co', kind: 'mail' }, 0))).toEqual({
			user_alias: { alias_name: 'a@b.co', alias_label: 'mail' },
		});
		expect(() => compile(rows)({ email: 'a@b.co' }, 0)).toThrow(
			/^Identifier 2: Alias Label is empty/,
		);
		const failing = [ROWS[0], { ...ROWS[1], aliasLabel: '={{ x() }}' }];
		expect(compile(failing)({ external_id: '1' }, 0).by).toBe('externalId');
		expect(() => compile(failing)({ email: 'a@b.co' }, 0)).toThrow(
			/^Identifier 2: Alias Label could not/,
		);
		expect(toBraze(compile([{ by: 'userAlias', value: 'x@y.co' }])({}, 0))).toEqual(
			alias('x@y.co'),
		);
	});

	it('is what Identify By that row alone would give', () => {
		const KINDS: IdentifyBy[] = ['externalId', 'userAlias', 'email', 'phone', 'brazeId'];
		const values = fc.constantFrom(undefined, null, '', ' ', 'a@b.co', '+61400000000', 7);
		const row = fc.record({ by: fc.constantFrom(...KINDS), value: values });
		fc.assert(
			fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
				const identifier = rows.map(({ by }, n) => ({ by, value: `={{ $json.v${n} }}` }));
				const json = Object.fromEntries(
					rows.map(({ value }, n) => [`v${n}`, value]),
				) as IDataObject;
				const first = rows.find(
					({ value }) => value !== undefined && String(value ?? '').trim() !== '',
				);
				const outcome = (read: () => unknown) => {
					try {
						return read();
					} catch {
						return 'refused';
					}
				};
				const expected = outcome(() => {
					if (first === undefined) throw new Error();
					const { by, value } = first;
					return checkIdentifier(
						by,
						by === 'userAlias' ? { aliasLabel: 'email', aliasName: value } : { value },
					);
				});
				expect(outcome(() => compile(identifier)(json, 0))).toEqual(expected);
			}),
			{ seed: 13 },
		);
	});
});

function alias(alias_name: string) {
	return { user_alias: { alias_name, alias_label: 'email' } };
}
