import fc from 'fast-check';
import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';

import type { ItemResult } from '../../../../nodes/Braze/runtime/itemResult';
import { toItems, toOutput } from '../../../../nodes/Braze/runtime/output';

const contextOf = (
	input: readonly IDataObject[],
	includeInputFields: boolean | undefined,
	settings: Partial<INode> = {},
) =>
	({
		getNode: () => settings,
		getInputData: () => input.map((json) => ({ json })),
		getNodeParameter: (_name: string, _item: number, fallback: unknown) =>
			includeInputFields ?? fallback,
	}) as unknown as IExecuteFunctions;

const outcome = fc.record({
	status: fc.constantFrom('accepted', 'partial', 'rejected', 'unchanged', 'skipped'),
	errors: fc.array(fc.string()),
});

const fields = fc.dictionary(
	fc.oneof(fc.string(), fc.constantFrom('email', 'error', 'message', 'braze', 'status')),
	fc.jsonValue(),
) as fc.Arbitrary<IDataObject>;

const pairs = fc.array(fc.tuple(fields, outcome));

const resultsOf = (outcomes: IDataObject[]): ItemResult[] =>
	outcomes.map((json) => ({ json, errors: json.errors as string[] }));

const settings = fc.record({
	onError: fc.constantFrom('continueRegularOutput', 'continueErrorOutput'),
	retryOnFail: fc.boolean(),
}) as fc.Arbitrary<Partial<INode>>;

it('the outcome is the same, with the input fields and without', () => {
	fc.assert(
		fc.property(pairs, settings, (all, node) => {
			const input = all.map(([json]) => json);
			const results = resultsOf(all.map(([, json]) => json));
			const off = toItems(contextOf(input, false, node), results);
			const on = toItems(contextOf(input, true, node), results);
			expect(on.map(({ json }) => json.braze)).toEqual(all.map(([, json]) => json));
			for (const [index, { json }] of off.entries()) {
				const { error, ...alone } = json;
				expect(alone).toEqual(all[index][1]);
				if (error !== undefined) expect(on[index].json.error).toBe(error);
			}
			expect(on.map(({ pairedItem }) => pairedItem)).toEqual(all.map((_, item) => ({ item })));
		}),
	);
});

it('every field of the input goes on, but for an outcome and an error before; the input stays', () => {
	fc.assert(
		fc.property(pairs, settings, (all, node) => {
			const input = all.map(([json]) => json);
			const before = structuredClone(input);
			const results = resultsOf(all.map(([, json]) => json));
			const output = toItems(contextOf(input, true, node), results);
			for (const [index, { json }] of output.entries()) {
				const own = { ...json, braze: undefined, error: undefined };
				expect(own).toEqual({ ...before[index], braze: undefined, error: undefined });
			}
			expect(input).toEqual(before);
		}),
	);
});

it.each<[string, IDataObject, object, boolean]>([
	['stays where it is the user’s own', { error: 'E42' }, {}, true],
	['stays beside an outcome that is good', { error: 1, braze: { status: 'accepted' } }, {}, true],
	['goes if n8n keeps the error', { error: 'no' }, { error: new Error('no') }, false],
	['goes if an outcome failed', { error: 'no', braze: { status: 'rejected' } }, {}, false],
	[
		'goes if the outcome stands alone',
		{ error: 'no', status: 'partial', errors: ['no'] },
		{},
		false,
	],
])('a field "error" of the input %s', (_what, json, more, stays) => {
	const context = contextOf([json], true);
	context.getInputData = () => [{ json, ...more }] as never;
	const [output] = toItems(context, resultsOf([{ status: 'accepted', errors: [] }]));
	expect(Object.hasOwn(output.json, 'error')).toBe(stays);
});

it('an operation without the choice gives what it has', () => {
	const results = [{ json: [{ id: 1 }, { id: 2 }], errors: [] }];
	const output = toItems(contextOf([{ name: 'Joe' }], undefined), results);
	expect(output.map(({ json }) => json)).toEqual([{ id: 1 }, { id: 2 }]);
});

it('fields are found by n8n however the item failed: an error stands beside them', () => {
	const results = resultsOf([{ status: 'rejected', errors: ['a', 'b'] }]);
	const [item] = toItems(contextOf([{}], true, { onError: 'continueErrorOutput' }), results);
	expect(item.error).toEqual({ message: 'a\nb' });
	expect(Object.keys(item)).toEqual(['json', 'pairedItem']);
});

it('an agent’s tool gives the model its errors: n8n passes on nothing of what a tool throws', () => {
	const results = resultsOf([{ errors: ['Email is missing.'] }]);
	const outputOf = (type: string) => {
		const context = contextOf([{}], false, { type, name: 'Track User' });
		return toOutput({ ...context, continueOnFail: () => false }, results, { writes: true });
	};
	expect(outputOf('n8n-nodes-komo-braze.brazeTool')).toMatchObject([
		{ json: { errors: ['Email is missing.'] } },
	]);
	expect(() => outputOf('n8n-nodes-komo-braze.braze')).toThrow('Braze did not accept the item');
});
