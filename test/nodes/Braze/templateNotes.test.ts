import type { IDataObject } from 'n8n-workflow';

import { BrazeTrigger } from '../../../nodes/Braze/BrazeTrigger.node';
import { useBrazeWorld } from '../../support/brazeWorld';
import {
	readTemplate,
	type Template,
	templateFiles,
	type TemplateNode,
} from '../../support/templates.mts';
import { closeClient, post } from '../../support/webhookClient.mts';
import { startWebhookServer, type WebhookServer } from '../../support/webhookServer.mts';
import { click, sent } from '../../unit/Braze/trigger/support/samples';

/*
 * Does what the templates' notes ask for, as they say it. (What they ask for in Komo: see the test of Komo's
 * templates.)
 */

const SECRET = 'a-long-random-shared-secret';

const notesOf = ({ nodes }: Template) =>
	nodes.filter(({ type }) => type.endsWith('.stickyNote')).map(noteOf);

const noteOf = ({ parameters }: TemplateNode) => String(parameters.content);

const nodesOf = ({ nodes }: Template, type: RegExp) => nodes.filter((node) => type.test(node.type));

const BRAZE = /\.braze(?:Tool)?$/;
const TRIGGER = /\.brazeTrigger$/;

afterAll(closeClient);

describe.each(templateFiles().filter((file) => nodesOf(readTemplate(file), TRIGGER).length > 0))(
	'%s, with what its note enters in Braze',
	(file) => {
		const template = readTemplate(file);
		const [{ parameters }] = nodesOf(template, TRIGGER);
		const note = notesOf(template).find((text) => text.startsWith('### 1. Receive')) ?? '';
		/** Events by the names of Braze's own list: `Email Mark As Spam`. */
		const events = (/ the events? ([A-Z][\w, ]+?)\./.exec(note)?.[1] ?? '')
			.split(/, | and /)
			.filter((name) => name !== '')
			.map((name) => `users.messages.email.${name.replace(/^Email | /g, '')}`);
		let server: WebhookServer;
		const items = () => server.executions.flat().map(({ json }) => json);

		beforeEach(async () => {
			server = await startWebhookServer({
				trigger: new BrazeTrigger(),
				parameters,
				credential: { secret: SECRET, headerName: '' },
				workflowId: file,
			});
		});
		afterEach(async () => await server.close());

		/** As the note has Braze send the secret. */
		async function call(body: object, secret = SECRET) {
			const isInUrl = note.includes('with `?secret=` and the secret at the end');
			expect(isInUrl || note.includes('the secret as its bearer token')).toBe(true);
			return isInUrl
				? await post(`${server.url}?secret=${secret}`, body)
				: await post(server.url, body, {
						authorization: `Bearer ${secret}`,
						'braze-currents-version': '1',
					});
		}

		it('gets it, with the secret alone', async () => {
			const currents = {
				events: events.map((event_type) => ({ ...click, id: event_type, event_type })),
			};
			const body = note.includes('Custom Currents Export') ? currents : sent;
			expect(await call(body)).toMatchObject({ status: 200, body: { status: 'accepted' } });
			const types = items().map(({ event_type: type }) => type as string | undefined);
			expect(types).toEqual(events.length > 0 ? events : [undefined]);
			expect((await call(body, 'another')).status).toBe(401);
		});

		it('takes no other events', async () => {
			if (events.length === 0) return;
			expect(parameters.events).toEqual(events);
			await call({ events: [{ ...click, event_type: 'users.messages.email.Open' }] });
			expect(items()).toEqual([]);
		});
	},
);

describe('what the notes ask for in Braze', () => {
	const world = useBrazeWorld();
	const EMAIL = 'mia@example.com';

	beforeEach(async () => {
		await world.workspace({
			campaigns: [{ id: 'chosen', name: 'You have won' }],
			canvases: [{ id: 'chosen', name: 'Tell us more' }],
			subscriptionGroups: [{ id: 'chosen', name: 'News', channel: 'email' }],
		});
		const user_alias = { alias_label: 'email', alias_name: EMAIL };
		await world.client.post('/users/track', {
			attributes: [
				{ external_id: 'u-1', email: EMAIL },
				{ user_alias, _update_existing_only: false, city: 'Leeds' },
			],
		});
	});

	/** With what is left to choose or to enter, and with fields in place of what a model fills in. */
	const filled = ({ parameters }: TemplateNode) =>
		JSON.parse(
			JSON.stringify(parameters)
				.replaceAll('"mode":"list","value":""', '"mode":"id","value":"chosen"')
				.replaceAll('"subscriptionGroupId":""', '"subscriptionGroupId":"chosen"')
				.replace(/\{\{ \/\*[^*]*\*\/ \$fromAI\('(\w+)'.*?'string'\) \}\}/g, '{{ $json.$1 }}'),
		) as IDataObject;

	/** What a node of the template gets: the sample data of the template, or a row that failed. */
	function inputOf(file: string, { pinData = {} }: Template): IDataObject[] {
		if (file === 'keep-and-send-again.json') {
			const attributes = { komo_last_entry_at: '2026-05-16T09:41:00.000Z' };
			return [{ user: '{"external_id":"u-1"}', data: JSON.stringify({ attributes }), braze: '{}' }];
		}
		// (The data of a schedule or an upload is short.)
		const samples = Object.values(pinData).map(
			(items) => [JSON.stringify(items).length, items] as const,
		);
		const [[, longest]] = samples.toSorted(([one], [other]) => other - one);
		return longest.map(({ json }) => ({
			...json,
			...(Array.isArray(json.answers) && { answers: json.answers[0] as IDataObject }),
			...(file === 'braze-agent.json' && { email: EMAIL, note: 'She called about her prize' }),
		}));
	}

	const steps = templateFiles().flatMap((file) => {
		const template = readTemplate(file);
		// (What reads another node's items needs a whole workflow.)
		return nodesOf(template, BRAZE)
			.filter(({ parameters }) => !JSON.stringify(parameters).includes("$('"))
			.map((node) => [file, node.name, node, template] as const);
	});
	const permissionsIn = (template: Template) =>
		[
			...notesOf(template)
				.join('\n')
				.matchAll(/`([a-z_]+(?:\.[a-z_]+)+)`/g),
		].map(([, permission]) => permission);
	const run = async (
		file: string,
		node: TemplateNode,
		template: Template,
		permissions: string[],
	) => {
		await world.workspace({ keys: [{ key: 'from-the-note', permissions }] });
		const items = inputOf(file, template);
		const parameters = { ...filled(node), includeInputFields: false };
		const output = await world.run(parameters, items, { apiKey: 'from-the-note' });
		return output.map(({ json }) => json);
	};
	const hasFailed = (outcome: IDataObject) => 'errors' in outcome || 'error' in outcome;

	it('is there: most templates have a step that can run alone', () => {
		expect(steps.length).toBeGreaterThanOrEqual(16);
	});

	it.each(steps)(
		'%s, %s: the permissions that it names are enough, and needed',
		async (...step) => {
			const [file, , node, template] = step;
			const output = await run(file, node, template, permissionsIn(template));
			expect(JSON.stringify(output)).not.toMatch(/permission|status 40[13]/);
			expect(output.filter((outcome) => !hasFailed(outcome)).length).toBeGreaterThan(0);
			const denied = await run(file, node, template, ['campaigns.list']);
			expect(denied.filter((outcome) => !hasFailed(outcome))).toEqual([]);
		},
	);

	it.each(steps.filter(([, , { parameters }]) => parameters.operation === 'trigger'))(
		'%s, %s: the message can use the properties that it names',
		async (file, _, node, template) => {
			await run(file, node, template, ['*']);
			const named = [
				...notesOf(template)
					.join('\n')
					.matchAll(/\{\{api_trigger_properties\.\$\{(\w+)\}\}\}/g),
			].map(([, name]) => name);
			expect(named.length).toBeGreaterThan(0);
			const sent = await world.sent('/campaigns/trigger/send');
			const recipients = sent.flatMap((body) => body.recipients as IDataObject[]);
			const properties = recipients.map((recipient) => recipient.trigger_properties as IDataObject);
			expect(properties.flatMap(Object.keys)).toEqual(expect.arrayContaining(named));
		},
	);

	it('an agent’s event goes to the profile that the address finds, and to nobody if there is none', async () => {
		const template = readTemplate('braze-agent.json');
		const [get, track] = ['Get User', 'Track Event'].map((name) =>
			filled(template.nodes.find((node) => node.name === name) as TemplateNode),
		);
		const items = [EMAIL, 'nobody@example.com'].map((email) => ({ email, note: 'Called' }));
		const before = await world.profiles();
		const found = await world.run(get, items);
		expect(found.map(({ json }) => json.found)).toEqual([true, false]);
		await world.run(track, items);
		const after = await world.profiles();
		expect(after).toHaveLength(before.length);
		const called = after.filter(({ custom_events: events }) => events !== undefined);
		expect(called).toMatchObject([{ external_id: found[0].json.external_id, email: EMAIL }]);
	});

	it.each([
		['u-1_1001', 'u-1', '1001'],
		['vip_42_1001', 'vip_42', '1001'],
		['1001', undefined, undefined],
		[undefined, undefined, undefined],
	])('the external_send_id %s is of the user %s', async (id, user, order) => {
		const template = readTemplate('braze-transactional-fallback-sms.json');
		const node = template.nodes.find(({ name }) => name === 'Send SMS') as TemplateNode;
		const reason = 'User not emailable';
		const item = { status: 'aborted', reason, ...(id !== undefined && { external_send_id: id }) };
		await world.run(filled(node), [item]);
		const requests = await world.sent('/campaigns/trigger/send');
		const recipients = requests.flatMap((body) => body.recipients as IDataObject[]);
		expect(recipients).toEqual(
			user === undefined ? [] : [{ external_user_id: user, trigger_properties: { order, reason } }],
		);
	});
});
