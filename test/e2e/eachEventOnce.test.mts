import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';

import {
	databaseCredential,
	query,
	startPostgres,
} from '../../packages/n8n-lab/src/cluster/postgres.mts';
import { findPostgres } from '../../packages/n8n-lab/src/cluster/programs.mts';
import { makeParentFolder } from '../../packages/n8n-lab/src/cluster/service.mts';
import { freePorts } from '../../packages/n8n-lab/src/system/ports.mts';
import { profiles, refuseOnce, track } from '../support/brazeOfTemplates.mts';
import { startChat } from '../support/chat.mts';
import { executeWorkflow } from '../support/executeTemplate.mts';
import { sharedScene } from '../support/scene.mts';
import { parsed, readTemplate } from '../support/templates.mts';

/** The templates that act on each event once, and how each is broken, or put in another time. */
const TEMPLATES = {
	'braze-each-event-once.json': {
		/** As when n8n is killed after an event was begun, and before it was acted on. */
		broken: { 'The Event': { jsonOutput: '={{ "no JSON" }}' } },
		why: 'JSON',
		past: 'minus({ minutes: 15 })',
		future: 'plus({ minutes: 15 })',
	},
	'braze-each-event-once-postgres.json': {
		broken: { 'The Event': { include: 'selectedOtherFields', fieldsToInclude: '' } },
		why: 'No fields specified',
		past: "- interval '15 minutes'",
		future: "+ interval '15 minutes'",
	},
};
type File = keyof typeof TEMPLATES;

const IDS = ['u-1', 'u-2'];

/** What a template runs with. */
let others: Parameters<typeof executeWorkflow>[2] = {};

/** The sample clicks of users that there are, under names of their own. */
async function clicked(
	file: File,
	name: string,
	choices: Record<string, object> = {},
	more: IDataObject = {},
) {
	const template = readTemplate(file);
	const known = Object.values(await profiles());
	const clicks = template.pinData?.['Braze Trigger'].map(({ json: { id, user, ...json } }) => {
		const { external_user_id } = user as IDataObject;
		const profile = known.find((one) => one.external_id === external_user_id);
		const own = { external_user_id, user_id: String(profile?.braze_id) };
		return { json: { ...json, ...more, id: `${name} ${id as string}`, user: own } };
	});
	const pinData = { ...template.pinData, 'Braze Trigger': clicks ?? [] };
	return await executeWorkflow({ ...template, pinData }, choices, others);
}

async function points() {
	const all = await profiles();
	return IDS.map((id) => all[`${id}@example.com`].custom_attributes?.loyalty_points);
}

/** How many events it acted on: of a step that has not run, there is nothing. */
const acted = (output: Awaited<ReturnType<typeof clicked>>) => output('Award Points').flat().length;

beforeEach(async () => {
	await axios.post(`${sharedScene().sandbox.url}/_sandbox/reset`, {});
	await track(IDS.map((id) => ({ external_id: id, email: `${id}@example.com` })));
	others = {};
});

function actsOnce(file: File) {
	const { broken, why, past, future } = TEMPLATES[file];

	it('never acts again on what was begun, unless somebody says so', async () => {
		const start = async (trigger: string, choices: Record<string, object> = {}) =>
			await executeWorkflow(readTemplate(file), choices, others, trigger);
		// (Before there is a table, too.)
		expect((await start('Every Day'))('Tell')).toEqual([]);

		const done = await clicked(file, 'done');
		expect(done('Award Points')[0]).toHaveLength(2);
		expect(done('Done')[0]).toMatchObject([{ state: 'done' }, { state: 'done' }]);
		expect(acted(await clicked(file, 'done'))).toBe(0);
		expect(await points()).toEqual([10, 10]);

		await refuseOnce();
		const failed = await clicked(file, 'failed');
		expect(failed('Not Done')[0]).toMatchObject([
			{ state: 'failed', words: expect.stringContaining('Invalid API key') as string },
			{ state: 'failed' },
		]);
		expect(acted(await clicked(file, 'failed'))).toBe(0);
		expect(await points()).toEqual([10, 10]);

		await expect(clicked(file, 'begun', broken)).rejects.toThrow(why);
		expect(acted(await clicked(file, 'begun'))).toBe(0);

		const { url, told, close } = await startChat();
		try {
			const { nodes } = readTemplate(file);
			const left = JSON.stringify(nodes.find(({ name }) => name === 'Left Over')?.parameters);
			expect(left).toContain(past);
			const now = parsed(left.replace(past, future));
			await start('Every Day', { 'Left Over': now, Tell: { url } });
			expect(parsed(told[0]).text).toMatch(
				/^4 events from Braze are not known to be done\. 2 failed:.* 2 may be done or not/,
			);
			expect(told.join()).not.toContain('@');
		} finally {
			close();
		}

		const again = await start('Act Again');
		expect(again('Done')[0]).toMatchObject([{ state: 'done' }, { state: 'done' }]);
		expect(await points()).toEqual([20, 20]);
		expect(acted(await start('Act Again'))).toBe(0);
	});
}

describe('Each event once', () => {
	actsOnce('braze-each-event-once.json');
});

const postgres = findPostgres();

/** It needs PostgreSQL, which the cluster and the fault test install. */
(postgres ? describe : describe.skip)('Each event once, in Postgres', () => {
	const file = 'braze-each-event-once-postgres.json';
	let ask: (sql: string) => Promise<string[]>;
	let end: () => Promise<void>;
	let credential: Record<'postgres', { id: string; name: string }>;

	beforeAll(async () => {
		const { folder, remove } = makeParentFolder('postgres-');
		const [port] = await freePorts(1);
		const service = await startPostgres(String(postgres), folder, port);
		ask = async (sql) => await query(String(postgres), port, sql);
		end = async () => {
			await service.stop('SIGINT');
			remove();
		};
		const { api } = sharedScene();
		const data = databaseCredential(port);
		credential = { postgres: await api.addCredential('postgres', 'Postgres', data) };
	});
	afterAll(async () => await end());

	beforeEach(async () => {
		await ask('DROP TABLE IF EXISTS braze_events');
		const nodes = readTemplate(file).nodes.filter(({ type }) => type.endsWith('.postgres'));
		others = Object.fromEntries(nodes.map(({ name }) => [name, credential]));
	});

	actsOnce(file);

	it('acts once on what several executions have at the same moment', async () => {
		const runs = ['one', 'two', 'three', 'four'].map(async () => await clicked(file, 'same'));
		const outputs = await Promise.all(runs);
		expect(outputs.reduce((sum, output) => sum + acted(output), 0)).toBe(2);
		expect(await points()).toEqual([10, 10]);
		expect(await ask('SELECT state FROM braze_events')).toEqual(['done', 'done']);
	});

	it('takes an event whatever is written in it, and gives it back as it was', async () => {
		const text = `it's "5,000"; $1 {{ $json }} \\ \u0000 \ud800 😀 -- DROP`;
		const more = { properties: { campaign_name: text }, odd: { [text]: [null, 1.5, text] } };
		const output = await clicked(file, text, {}, more);
		expect(output('The Event')[0]).toHaveLength(2);
		expect(output('The Event')[0]).toMatchObject([more, more]);
		expect(await points()).toEqual([10, 10]);
	});

	it('notes of each event what came of it', async () => {
		const brazeId = "={{ $json.user.external_user_id === 'u-1' ? '' : $json.user.user_id }}";
		await clicked(file, 'mixed', { 'Award Points': { brazeId } });
		const rows = await ask(
			`SELECT state, words <> '', data -> 'user' ->> 'external_user_id' FROM braze_events ORDER BY state`,
		);
		expect(rows).toEqual(['done||', 'failed|t|u-1']);
		expect(await points()).toEqual([undefined, 10]);
	});

	it('keeps the order of the events', async () => {
		const output = await clicked(file, 'ordered');
		const names = ({ user }: IDataObject) => (user as IDataObject).external_user_id;
		expect(output('The Event')[0].map(names)).toEqual(IDS);
	});

	it('forgets after eight days what is done, and nothing else', async () => {
		await clicked(file, 'old');
		await ask(`UPDATE braze_events SET begun_at = now() - interval '8 days 1 second'`);
		await ask(`INSERT INTO braze_events SELECT 'x ' || event, state FROM braze_events`);
		await ask(`INSERT INTO braze_events SELECT 'begun', 'begun', NULL, '{}', '2020-01-01'`);
		const { url, told, close } = await startChat();
		try {
			await executeWorkflow(readTemplate(file), { Tell: { url } }, others, 'Every Day');
		} finally {
			close();
		}
		expect(told).toEqual([expect.stringContaining('1 events from Braze are not known')]);
		const left = await ask('SELECT left(event, 5) FROM braze_events ORDER BY event');
		expect(left).toEqual(['begun', 'x old', 'x old']);
	});
});
