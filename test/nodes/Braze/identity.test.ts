import type { IDataObject, NodeExecutionHint } from 'n8n-workflow';

import { useWorkbench } from './support/workbench';

const bench = useWorkbench();

/** Each operation that identifies users, with the field that says who it is. */
const BY_ID = { identifyBy: 'externalId' };
const OPERATIONS: ReadonlyArray<readonly [string, string, IDataObject]> = [
	['user.track', 'externalId', { ...BY_ID, attributes: { assignments: [] } }],
	['user.identify', 'externalId', { identifyBy: 'userAlias', aliasName: 'a@b.co' }],
	['user.addAlias', 'externalId', { aliasOwner: 'externalId', aliasName: 'a@b.co' }],
	['user.addAlias', 'aliasName', { aliasOwner: 'new' }],
	['user.updateAlias', 'aliasName', { newAliasName: 'new@b.co' }],
	['user.updateAlias', 'newAliasName', { aliasName: 'old@b.co' }],
	['user.merge', 'externalId', { ...BY_ID, keepIdentifyBy: 'externalId', keepExternalId: 'k' }],
	['user.merge', 'keepExternalId', { ...BY_ID, keepIdentifyBy: 'externalId', externalId: 'm' }],
	['user.delete', 'brazeId', { identifyBy: 'brazeId' }],
	['user.get', 'externalId', BY_ID],
	['user.renameExternalId', 'externalId', { newExternalId: 'n' }],
	['user.renameExternalId', 'newExternalId', { externalId: 'o' }],
	['user.removeExternalId', 'externalId', {}],
	['subscriptionGroup.updateStatus', 'externalId', { ...BY_ID, subscriptionGroupId: 'g' }],
	['subscriptionGroup.getStatus', 'externalId', { ...BY_ID, subscriptionGroupId: 'g' }],
	['subscriptionGroup.getManyForUser', 'externalId', BY_ID],
	['campaign.trigger', 'externalId', { ...BY_ID, campaignId: rl('c') }],
	['canvas.trigger', 'externalId', { ...BY_ID, canvasId: rl('c') }],
	['transactionalEmail.send', 'externalId', { ...BY_ID, campaignId: rl('c') }],
	['email.updateStatus', 'email', {}],
	['catalogItem.upsert', 'itemId', { catalogName: rl('c'), fields: { assignments: [] } }],
	['catalogItem.delete', 'itemId', { catalogName: rl('c') }],
	['catalogItem.get', 'itemId', { catalogName: rl('c') }],
];

function rl(value: string) {
	return { __rl: true, mode: 'id', value };
}

describe.each(OPERATIONS)('%s', (operation, field, others) => {
	const problemsOf = async (expression: string, items: IDataObject[]) => {
		const parameters = { ...others, [field]: expression };
		const output = await bench.run(operation, parameters, items);
		expect(await bench.requests()).toEqual([]);
		return output.map(({ errors, error }) => JSON.stringify(errors ?? error));
	};

	it(`takes nobody for its ${field}: no text of programs, named in the error`, async () => {
		const texts = ['undefined', ' NULL ', 'NaN', 'None', '[object Object]'];
		// (A row of a catalog may be called none.)
		if (field !== 'itemId') texts.push('none', 'n/a', '-', 'unknown', 'nil');
		const problems = await problemsOf(
			'={{ $json.id }}',
			texts.map((id) => ({ id })),
		);
		problems.forEach((problem, n) => {
			expect(problem).toContain(JSON.stringify(`"${texts[n].trim()}"`).slice(1, -1));
			expect(problem).toMatch(/stands for a missing value/);
		});
	});

	it.each(['=komo-{{ $json.ref }}', "={{ 'komo-' + $json.ref }}", '={{ `komo-${$json.ref}` }}'])(
		`takes nothing put together without its part for its ${field}: %s`,
		async (expression) => {
			const items = [{}, { ref: null }, { ref: '' }, { ref: ' ' }, { ref: 'undefined' }];
			for (const problem of await problemsOf(expression, items)) {
				expect(problem).toMatch(
					/is put together from several values, and \{\{ \$json\.ref \}\} is/,
				);
			}
		},
	);
});

/** Each operation that takes the ID of something else than a user, with its field. */
const PERSON = { ...BY_ID, externalId: 'u' };
const EMAIL = {
	channel: 'email',
	appId: 'app',
	from: 'a@example.com',
	emailContent: 'html',
	subject: 'S',
	html: 'H',
};
const AT = { sendAt: '2999-01-01T00:00:00Z' };
const IDS: ReadonlyArray<readonly [string, string, IDataObject]> = [
	['campaign.trigger', 'campaignId', PERSON],
	['campaign.trigger', 'options.sendId', { ...PERSON, campaignId: rl('c') }],
	['campaign.schedule', 'campaignId', { ...PERSON, ...AT }],
	['campaign.updateSchedule', 'scheduleId', { campaignId: rl('c'), ...AT }],
	['campaign.createSendId', 'sendId', { campaignId: rl('c') }],
	['campaign.get', 'campaignId', {}],
	['canvas.trigger', 'canvasId', PERSON],
	['canvas.deleteSchedule', 'scheduleId', { canvasId: rl('c') }],
	['message.send', 'appId', { ...PERSON, ...EMAIL }],
	['message.send', 'options.apiCampaignId', { ...PERSON, ...EMAIL }],
	['message.schedule', 'segmentId', { sendTo: 'segment', ...EMAIL, ...AT }],
	['message.updateSchedule', 'scheduleId', { changed: 'time', ...AT }],
	['message.deleteSchedule', 'scheduleId', {}],
	['transactionalEmail.send', 'campaignId', PERSON],
	['transactionalEmail.send', 'externalSendId', { ...PERSON, campaignId: rl('c') }],
	['subscriptionGroup.updateStatus', 'subscriptionGroupId', PERSON],
	['subscriptionGroup.getStatus', 'subscriptionGroupId', PERSON],
	['preferenceCenter.getUrl', 'preferenceCenterId', { externalId: 'u' }],
	['user.track', 'options.appId', { ...PERSON, attributes: { assignments: [{ name: 'x' }] } }],
];

describe.each(IDS)('%s', (operation, field, others) => {
	const runWith = async (ids: unknown[]) => {
		const [outer, inner] = field.split('.');
		const id = '={{ $json.id }}';
		const parameters = { ...others, [outer]: inner === undefined ? id : { [inner]: id } };
		return await bench.run(
			operation,
			parameters,
			ids.map((one) => ({ id: one }) as IDataObject),
		);
	};

	it(`takes nothing for its ${field} that stands for nothing`, async () => {
		const texts = ['undefined', 'NULL', '[object Object]', 'n/a', '-', 'none', '{{ $json.x }}'];
		const output = await runWith(texts);
		output.forEach(({ errors, error }, n) => {
			const problem = JSON.stringify(errors ?? error);
			expect(problem).toContain(JSON.stringify(`"${texts[n]}"`).slice(1, -1));
			expect(problem).toMatch(/stands for a missing value/);
		});
		expect(await bench.requests()).toEqual([]);
	});
});

it('the name of a catalog is not put together of nothing', async () => {
	const create = { fieldsMode: 'list', fieldList: { field: [{ name: 'a', type: 'string' }] } };
	const items = [{}, { id: null }, { id: 'undefined' }];
	const parameters = { ...create, name: '=prizes-{{ $json.id }}' };
	for (const { errors } of await bench.run('catalog.create', parameters, items)) {
		expect(errors).toEqual([expect.stringMatching(/^Name is put together from several values/)]);
	}
	const upsert = { itemId: 'i', fields: { assignments: [{ name: 'a', value: 'x' }] } };
	const odd = await bench.run('catalogItem.upsert', { ...upsert, catalogName: '={{ $json.id }}' }, [
		{ id: 'undefined' },
		{ id: 'a\ufffd' },
	]);
	expect(odd).toMatchObject([
		{ errors: ['Catalog is "undefined", which stands for a missing value.'] },
		{ errors: [expect.stringMatching(/^Catalog has lost letters/)] },
	]);
	expect(await bench.requests()).toEqual([]);
});

it('an external send ID that lacks a part would send the first email alone', async () => {
	const parameters = { ...BY_ID, externalId: 'u', campaignId: rl('c') };
	const externalSendId = '=prize-{{ $json.id }}';
	expect(
		await bench.run('transactionalEmail.send', { ...parameters, externalSendId }, [{}]),
	).toMatchObject([{ errors: [expect.stringMatching(/^External Send ID is put together/)] }]);
	expect(await bench.requests()).toEqual([]);
});

/** Runs Track User, and gives its output and hints. */
async function track(parameters: IDataObject, items: IDataObject[]) {
	let hints: NodeExecutionHint[] = [];
	const inspect = (context: object) => ({ hints } = context as { hints: NodeExecutionHint[] });
	const output = await bench.run('user.track', parameters, items, { inspect } as never);
	return { output, hints: hints.map(({ message }) => message) };
}

const mapped = (fields: Record<string, unknown>) => ({
	assignments: Object.entries(fields).map(([name, value]) => ({ name, value, type: 'string' })),
});

async function sentAttributes(): Promise<IDataObject[]> {
	return (await bench.requests()).flatMap(
		({ body }) => (body as { attributes?: IDataObject[] }).attributes ?? [],
	);
}

describe('phones', () => {
	const attributes = mapped({ phone: '={{ $json.p }}', x: '1' });

	it('without a country code are told, on the item and with their count', async () => {
		const parameters = { identifyBy: 'externalId', externalId: '={{ $json.id }}', attributes };
		const { output, hints } = await track(parameters, [
			{ id: '1', p: '0400 000 000' },
			{ id: '2', p: '+61400000000' },
			{ id: '3', p: '\u202a0400000001\u202c' },
		]);
		expect(output.map(({ warnings }) => (warnings as string[] | undefined)?.length ?? 0)).toEqual([
			1, 0, 1,
		]);
		expect(hints.join()).toContain('phone without a country code (2 items)');
	});

	it('become E.164 with a default country, as attribute and as identifier', async () => {
		const options = { defaultCountry: 'AU' };
		const ways = [
			{ identifyBy: 'externalId', externalId: 'u', attributes },
			{ identifyBy: 'phone', phone: '={{ $json.p }}', attributes },
			{ identifyBy: 'userAlias', aliasLabel: 'phone', aliasName: '={{ $json.p }}', attributes },
		];
		for (const way of ways) {
			const { output, hints } = await track({ ...way, options }, [{ p: '(0400) 000-000' }]);
			expect(output).toMatchObject([{ status: 'accepted' }]);
			expect(output[0]).not.toHaveProperty('warnings');
			expect(hints.join()).not.toMatch(/country code/);
		}
		expect(JSON.stringify(await sentAttributes()).match(/"\+61400000000"/g)).toHaveLength(4);
		expect(JSON.stringify(await sentAttributes())).not.toMatch(/\(0400\)/);
	});
});

describe('emails', () => {
	it('in aliases with capital letters are counted, or written in lower case', async () => {
		const parameters = {
			identifyBy: 'userAlias',
			aliasLabel: 'email',
			attributes: mapped({ x: '1' }),
		};
		const aliases = { ...parameters, aliasName: '={{ $json.e }}' };
		const items = [{ e: 'Mia@example.com' }, { e: 'mia@example.com' }];
		const { hints } = await track(aliases, items);
		expect(hints.join()).toMatch(
			/email alias with capital letters \(1 item\): .+"Lower-Case Emails"/,
		);
		await bench.reset();
		const lower = await track({ ...aliases, options: { lowerCaseEmails: true } }, items);
		expect(lower.hints.join()).not.toMatch(/capital/);
		expect(await sentAttributes()).toMatchObject([
			{ user_alias: { alias_name: 'mia@example.com', alias_label: 'email' } },
		]);
	});

	it('that Braze refuses cost only themselves', async () => {
		const { output, hints } = await track(
			{
				identifyBy: 'externalId',
				externalId: 'u',
				attributes: mapped({ email: '={{ $json.e }}', first_name: 'Mia' }),
			},
			[{ e: 'j@gmail.com' }],
		);
		expect(output).toMatchObject([
			{
				status: 'accepted',
				warnings: [expect.stringMatching(/^Attribute "email" is not an email/)],
			},
		]);
		expect(hints.join()).toContain('Left out: email (1 item)');
		await bench.reset();
		await bench.braze('/_sandbox/faults', {
			rules: [
				{
					path: '/users/track',
					status: 400,
					times: 1,
					body: {
						message:
							"Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.",
						errors: [{ type: 'EMAIL_BAD_FORMAT', input_array: 'attributes', index: 0 }],
					},
				},
			],
		});
		const refused = await track(
			{
				identifyBy: 'externalId',
				externalId: 'u',
				attributes: mapped({ email: 'mia@example.com', first_name: 'Mia' }),
			},
			[{}],
		);
		expect(refused.output).toMatchObject([
			{
				status: 'accepted',
				warnings: [
					'Attribute "email" was refused by Braze: EMAIL_BAD_FORMAT. The attribute was left out.',
				],
			},
		]);
		expect((await sentAttributes()).at(-1)).toEqual({ external_id: 'u', first_name: 'Mia' });
	});

	it('and phones that lack a part are left out, and told', async () => {
		const { output } = await track(
			{
				identifyBy: 'externalId',
				externalId: 'u',
				attributes: mapped({
					email: '={{ $json.user }}@example.com',
					phone: '=+{{ $json.cc }}{{ $json.n }}',
					note: '=x-{{ $json.cc }}',
				}),
			},
			[{ user: '', n: '400000000' }],
		);
		expect(output).toMatchObject([
			{
				warnings: [
					'Attribute "email" is put together from several values, and {{ $json.user }} is empty. The attribute was left out.',
					'Attribute "phone" is put together from several values, and {{ $json.cc }} is empty. The attribute was left out.',
				],
			},
		]);
		expect(await sentAttributes()).toEqual([{ external_id: 'u', note: 'x-' }]);
	});
});

describe('consent', () => {
	const group = (fields: IDataObject) => ({
		identifyBy: 'externalId',
		externalId: '={{ $json.id }}',
		subscriptionGroups: { group: [{ subscriptionGroupId: 'g', ...fields }] },
	});
	const answers = ['yes', 'no', 'No thanks', '', 'ja', 'nein', false, true, [], ['on'], 'null'];
	const items = answers.map((answer, n) => ({ id: String(n), answer }));
	const stateOf = (attributes: IDataObject[], id: number) => {
		const found = attributes.find(({ external_id }) => external_id === String(id));
		const [first] = (found?.subscription_groups ?? []) as IDataObject[];
		return first?.subscription_state ?? found?.email_subscribe;
	};
	const statesOf = async () => {
		const sent = await sentAttributes();
		return answers.map((_, id) => stateOf(sent, id));
	};
	const NONE = undefined;

	it('by Send If is a clear yes', async () => {
		const parameters = group({ subscriptionState: 'subscribed', sendIf: '={{ $json.answer }}' });
		const { output } = await track(parameters, items);
		const yes = 'subscribed';
		expect(await statesOf()).toEqual([
			yes,
			NONE,
			NONE,
			NONE,
			yes,
			NONE,
			NONE,
			yes,
			NONE,
			yes,
			NONE,
		]);
		expect(output[2].warnings).toEqual([
			expect.stringMatching(/^Send If is neither yes nor no\. .+ Value: "No thanks"\./),
		]);
		expect(output.filter(({ warnings }) => warnings !== undefined)).toHaveLength(1);
	});

	it('by a state is what the answer says, and nothing without one', async () => {
		const parameters = group({ subscriptionState: '={{ $json.answer }}' });
		const { output } = await track(parameters, items);
		const [yes, no] = ['subscribed', 'unsubscribed'];
		expect(await statesOf()).toEqual([yes, no, NONE, NONE, yes, no, no, yes, NONE, yes, NONE]);
		expect(output[2].warnings).toEqual([
			expect.stringMatching(/^Subscription State is neither yes nor no\./),
		]);
	});

	it('by an attribute is what the answer says, in every mode', async () => {
		const [yes, no] = ['opted_in', 'unsubscribed'];
		const expected = [yes, no, NONE, NONE, yes, no, no, yes, NONE, yes, NONE];
		const who = { identifyBy: 'externalId', externalId: '={{ $json.id }}' };
		const modes = [
			{
				attributes: {
					assignments: [{ name: 'email_subscribe', value: '={{ $json.answer }}' }],
				},
			},
			{
				attributesMode: 'list',
				attributesMapping: {
					mappingMode: 'defineBelow',
					value: { email_subscribe: '={{ $json.answer }}' },
					schema: [{ id: 'email_subscribe' }],
				},
			},
			{ attributesMode: 'json', attributesJson: '={{ ({ email_subscribe: $json.answer }) }}' },
		];
		for (const mode of modes) {
			await bench.reset();
			const { output } = await track({ ...who, ...mode } as IDataObject, items);
			expect(await statesOf()).toEqual(expected);
			expect(output[2].warnings).toEqual([
				expect.stringMatching(/^Attribute "email_subscribe" is neither yes nor no\./),
			]);
		}
	});
});
