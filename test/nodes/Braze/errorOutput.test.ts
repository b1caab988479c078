import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import { runAfterItems } from '../../support/runWorkflow.mts';
import { track } from '../../support/trackParameters';
import { useWorkbench } from './support/workbench';

const bench = useWorkbench();

const BINARY = { photo: { data: 'AA==', mimeType: 'image/png' } };

const ITEMS: INodeExecutionData[] = [
	{ json: { email: 'bad@example.com', dob: 'long ago', message: 'I hope I win' }, binary: BINARY },
	{ json: { email: 'good@example.com', dob: '1990-12-31', message: 'Hello' }, binary: BINARY },
];

const user = (email: string) => ({ user_alias: { alias_label: 'email', alias_name: email } });

const reason = expect.stringContaining('Attribute "dob" must be a date') as string;

const rejected = {
	status: 'rejected',
	user: user('bad@example.com'),
	errors: [reason],
};

const accepted = { status: 'accepted', user: user('good@example.com') };

/** Runs Track User in n8n's engine, and gives its outputs. */
async function run(
	parameters: IDataObject = {},
	settings: Partial<INode> = {},
	items: readonly INodeExecutionData[] = ITEMS,
) {
	const mapping = { email: '={{ $json.email }}', dob: '={{ $json.dob }}' };
	const more = { options: { invalidValues: 'reject' }, ...parameters };
	const { data } = await runAfterItems(
		{ ...bench.setup, parameters: track(mapping, more) },
		items,
		{ onError: 'continueErrorOutput', ...settings },
	);
	return data?.main as INodeExecutionData[][];
}

const requests = async () => (await bench.requests()).map(({ path }) => path);

describe('n8n sends failed items to the error output', () => {
	it('with their fields, files and outcome, and the reason under error', async () => {
		expect(await run()).toEqual([
			[{ json: { ...ITEMS[1].json, braze: accepted }, binary: BINARY, pairedItem: { item: 1 } }],
			[
				{
					json: { ...ITEMS[0].json, braze: rejected, error: reason },
					binary: BINARY,
					pairedItem: { item: 0 },
				},
			],
		]);
	});

	it('with the outcome alone beside the input, where input fields are left out', async () => {
		expect(await run({ includeInputFields: false })).toEqual([
			[{ json: accepted, pairedItem: { item: 1 } }],
			// (The input is added by n8n.)
			[{ json: { ...ITEMS[0].json, ...rejected, error: reason }, pairedItem: { item: 0 } }],
		]);
	});

	it('from operations that ask, too', async () => {
		const parameters = { resource: 'user', operation: 'get', externalId: '={{ $json.id }}' };
		const { data } = await runAfterItems(
			{ ...bench.setup, parameters: { ...parameters, identifyBy: 'externalId' } },
			[{ json: { name: 'Joe' } }],
			{ onError: 'continueErrorOutput' },
		);
		const error = 'External ID is empty';
		expect(data?.main[1]?.map(({ json }) => json)).toEqual([
			{
				name: 'Joe',
				status: 'rejected',
				errors: [expect.stringContaining(error) as string],
				error: expect.stringContaining(error) as string,
			},
		]);
	});
});

describe('Retry On Fail', () => {
	const retryOnFail = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	it('sends nothing a second time because the first item failed', async () => {
		const [good, bad] = await run({}, retryOnFail);
		expect([good.length, bad.length]).toEqual([1, 1]);
		expect(bad[0].json).toEqual({ ...ITEMS[0].json, braze: rejected });
		expect(await requests()).toEqual(['/users/track']);
	});

	it('sends nothing a second time because an item has been through an error output before', async () => {
		const again = [{ json: { ...ITEMS[1].json, error: 'Braze failed', braze: { status: 'x' } } }];
		const [good] = await run({}, { ...retryOnFail, onError: undefined }, again);
		expect(good.map(({ json }) => json)).toEqual([{ ...ITEMS[1].json, braze: accepted }]);
		expect(await requests()).toEqual(['/users/track']);
	});
});
