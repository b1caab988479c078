import axios from 'axios';

import { inEditor } from '../support/editor.mts';
import { komoFormEntry, readProfile, sharedScene } from '../support/scene.mts';
import { readTemplate, templateFiles } from '../support/templates.mts';
import { until } from '../support/until.mts';

inEditor("In n8n's editor", (editor) => {
	const { api, sandbox, secret, workflowId } = sharedScene();

	beforeAll(async () => {
		// Newer than the ones to be chosen, so n8n proposes these.
		await api.addCredential('komoWebhookApi', 'Another secret', { secret: 'of another hub' });
		await api.addCredential('brazeApi', 'Another workspace', { apiKey: 'of another brand' });
	});

	it('a submission gets to Braze with nothing but searching, choosing and dragging', async () => {
		await editor.openWorkflow();
		await editor.openNodeList();
		expect(await editor.searchNodes('komo')).toContain('Komo');
		await editor.addNode('Komo', 'On form submitted');
		await editor.choose('authentication', 'Shared Secret');
		await editor.chooseCredential('Komo secret');
		const testUrl = await editor.testUrl();
		await editor.listen();
		const entry = komoFormEntry({ email: 'zoe@example.com', first_name: 'Zoe' });
		const headers = { 'X-Komo-Secret': secret };
		expect((await axios.post(testUrl, entry, { headers })).status).toBe(200);
		expect(await editor.output()).toContain(entry.id);
		await editor.showOutputSchema();
		await editor.takePicture('komo-trigger', 'ndv');
		await editor.closeNode();

		await editor.openNodeList();
		expect(await editor.searchNodes('braze')).toContain('Braze');
		await editor.addNode('Braze', 'Track user (create or update)');
		await editor.chooseCredential('Local Braze');
		const fields = ['email', 'first_name', 'last_name', 'optin', 'card_name', 'score'];
		for (const field of fields) await editor.drag(field, 'attributes');
		expect(await editor.assignedNames('attributes')).toEqual(fields);
		await editor.executeStep();
		expect(await editor.output()).toContain('accepted');
		await editor.takePicture('track-user', 'ndv');

		expect(await readProfile(sandbox, 'zoe@example.com')).toMatchObject({
			email: 'zoe@example.com',
			first_name: 'Zoe',
			last_name: 'Bloggs',
			custom_attributes: { optin: true, card_name: 'Half-time quiz', score: 3 },
			user_aliases: [{ alias_label: 'email', alias_name: 'zoe@example.com' }],
		});
	});

	it('the template workflow shows its two nodes, ready to run', async () => {
		await editor.openWorkflow(workflowId);
		await editor.zoomToFit();
		const names = await editor.page.getByTestId('canvas-node').allInnerTexts();
		expect(names.join('\n')).toMatch(/Komo Trigger/);
		expect(names.join('\n')).toMatch(/Track User/);
		// With anything left to fill in, the button asks to publish again.
		expect(await editor.publishState()).toBe('Published');
		await editor.takePicture('workflow');
	});

	it.each(templateFiles())('the template %s opens with all its nodes', async (file) => {
		const template = readTemplate(file);
		const { id } = await api.addWorkflow(template);
		await editor.openWorkflow(id);
		const isNote = ({ type }: { type: string }) => type.endsWith('.stickyNote');
		const steps = template.nodes.filter((node) => !isNote(node));
		await until(`${steps.length} nodes`, async () => {
			const names = (await editor.page.getByTestId('canvas-node').allInnerTexts()).join('\n');
			return steps.every(({ name }) => names.includes(name)) || undefined;
		});
		await editor.zoomToFit();
		await editor.takePicture(`template-${file.replace('.json', '')}`, 'canvas');
	});

	it('a tool of an agent shows what the model fills in', async () => {
		const { id } = await api.addWorkflow(readTemplate('braze-agent.json'));
		await editor.openWorkflow(id);
		await editor.openNode('Track Event');
		await editor.chooseCredential('Local Braze');
		const filledIn = editor.page.getByTestId('ndv').getByText('Defined automatically by the model');
		// The alias, and the note among the event's properties.
		await until(
			'two fields for the model',
			async () => (await filledIn.count()) === 2 || undefined,
		);
		await editor.takePicture('agent-tool', 'ndv');
	});
});
