import { inEditor } from '../support/editor.mts';
import { sharedScene } from '../support/scene.mts';
import { track } from '../support/trackParameters';

const PEOPLE = [
	{ email: 'zoe@example.com', mobile_number: '+61400000000', dob: '1990-12-31' },
	{ email: 'max@example.com', mobile_number: '+61400000001', dob: '<b>long ago</b>' },
];

const MAPPING = {
	email: '={{ $json.email }}',
	mobile_number: '={{ $json.mobile_number }}',
	dob: '={{ $json.dob }}',
};

inEditor('What a user sees of a run', (editor) => {
	const { api, credentials } = sharedScene();

	/** Stores a workflow that tracks the people, opens it and runs it. */
	async function run(options: object) {
		const node = (name: string, type: string, typeVersion: number, x: number, more: object) => ({
			id: name,
			name,
			type,
			typeVersion,
			position: [x, 0] as [number, number],
			parameters: {},
			...more,
		});
		const link = (to: string) => ({ main: [[{ node: to, type: 'main', index: 0 }]] });
		const stored = await api.addWorkflow({
			name: 'What a user sees',
			nodes: [
				node('Start', 'n8n-nodes-base.manualTrigger', 1, 0, {}),
				node('People', 'n8n-nodes-base.set', 3.4, 200, {
					parameters: { mode: 'raw', jsonOutput: JSON.stringify({ people: PEOPLE }) },
				}),
				node('Split Out', 'n8n-nodes-base.splitOut', 1, 400, {
					parameters: { fieldToSplitOut: 'people' },
				}),
				node('Track User', 'n8n-nodes-komo-braze.braze', 1, 600, {
					parameters: track(MAPPING, { options } as never),
					credentials: { brazeApi: credentials.braze },
				}),
			],
			connections: {
				Start: link('People'),
				People: link('Split Out'),
				'Split Out': link('Track User'),
			},
		});
		await editor.openWorkflow(stored.id);
		await editor.executeWorkflow();
		return await editor.openNode('Track User');
	}

	it('is how many items became what, what was left out, and what missed a name of Braze’s', async () => {
		await run({});
		expect(await editor.hints()).toEqual([
			'2 items accepted. 1 request.',
			'Left out: dob (1 item). The items’ warnings say why.',
			'"mobile_number" was written to a custom attribute. Braze\'s own attribute is "phone": if that is meant, rename it to "phone" in Attributes.',
			expect.stringMatching(
				/^email \(2 items\): if the address is new for a person, .* map email_subscribe as well\.$/,
			),
			'To see the profiles, open the local Braze.',
		]);
		await editor.takePicture('hints', 'output-panel');
	});

	it('is an error with a line for each item, and with its value as it is, never as HTML', async () => {
		await run({ invalidValues: 'reject' });
		expect((await editor.error()).split('\n')).toEqual([
			'1 of 2 items is in Braze; 1 was not sent [item 1]',
			expect.stringMatching(/^Item 1: Attribute "dob" must be .* Value: "<b>long ago<\/b>"\.$/),
			expect.stringMatching(/^If you run this execution again, all items are sent again/),
		]);
	});

	it('is that a dry run sent nothing, on the canvas and above the output', async () => {
		const subtitle = await run({ dryRun: true });
		expect(subtitle).toContain('(dry run)');
		expect((await editor.hints())[0]).toBe(
			'Nothing was sent: this was a dry run. 2 items can be sent.',
		);
	});
});
