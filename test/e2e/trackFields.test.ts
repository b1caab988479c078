import { inEditor } from '../support/editor.mts';
import { sharedScene } from '../support/scene.mts';

const PERSON = {
	external_id: '42',
	email: 'kim@example.com',
	phone: 'n/a',
	optin: 'no',
	answers: [{ name: 'answered' }],
};

inEditor("Track User's fields in n8n's editor", (editor) => {
	const { api, credentials } = sharedScene();

	/** A workflow whose node Track User has PERSON as its input. */
	const addWorkflow = async (name: string, parameters: object) =>
		await api.addWorkflow({
			name,
			nodes: [
				{
					id: 'start',
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					id: 'track',
					name: 'Track User',
					type: 'n8n-nodes-komo-braze.braze',
					typeVersion: 1,
					position: [240, 0],
					parameters: { resource: 'user', operation: 'track', ...parameters },
					credentials: { brazeApi: credentials.braze },
				},
			],
			connections: { Start: { main: [[{ node: 'Track User', type: 'main', index: 0 }]] } },
			pinData: { Start: [{ json: PERSON }] },
		} as never);

	it('First Available stands ready, and takes a field by dragging', async () => {
		await editor.openWorkflow((await addWorkflow('first available', {})).id);
		await editor.openNode('Track User');
		await editor.choose('identifyBy', 'First Available');
		await editor.page.getByText('Strongest first.').waitFor();
		await editor.dragInto('phone', 'identifiers', 'value', 0);
		const values = await editor.valuesIn('identifiers', 'value');
		expect(values[0]).toContain('$json.phone');
		expect(values[1]).toContain('$json.email');
		await editor.drag('email', 'attributes');
		await editor.drag('phone', 'attributes');
		// The first row has a value: n/a is an external ID like any other; phone n/a is none.
		await editor.executeStep();
		expect((await editor.output()).join(' ')).toMatch(/accepted|phone/);
	});

	it('a condition takes a field by dragging', async () => {
		const events = { event: [{ name: { __rl: true, mode: 'name', value: 'entered' } }] };
		await editor.openWorkflow((await addWorkflow('condition', { events })).id);
		await editor.openNode('Track User');
		await editor.dragInto('optin', 'events', 'sendIf', 0);
		expect((await editor.valuesIn('events', 'sendIf'))[0]).toContain('$json.optin');
	});

	it('a list becomes events by dragging it into the option', async () => {
		const options = { eventsJson: '', invalidValues: 'leaveOut' };
		await editor.openWorkflow((await addWorkflow('list', { options })).id);
		await editor.openNode('Track User');
		await editor.dragOnto('answers', editor.page.getByTestId('parameter-input-eventsJson'));
		await editor.executeStep();
		expect((await editor.output()).join(' ')).toContain('accepted');
	});
});
