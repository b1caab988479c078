import axios from 'axios';

import { type Editor, inEditor } from '../support/editor.mts';
import { Guide } from '../support/guide.mts';
import { readProfile, sharedScene, waitForProfile } from '../support/scene.mts';
import { until } from '../support/until.mts';

/** The size of a small laptop. */
const LAPTOP = { width: 1366, height: 768 };

const guide = new Guide('Five minutes to the first profile');
const word = (text: string) => guide.word(text);

/** Makes a workflow that starts with the Komo Trigger, and gives its test URL. */
async function addTrigger(editor: Editor): Promise<string> {
	await editor.page.setViewportSize(LAPTOP);
	await editor.openWorkflow();
	await editor.page.getByText('Add first step').waitFor();
	await editor.openNodeList();
	await editor.searchNodes(word('Komo'));
	await editor.chooseNode('Komo');
	await editor.page.getByText(word('On form submitted')).waitFor();
	await editor.takePicture('first-1-palette');
	await editor.chooseAction('On form submitted');
	return await editor.testUrl();
}

function firstProfile(editor: Editor) {
	const { sandbox } = sharedScene();

	it('lead from the README’s words to a profile in Braze, from the production URL', async () => {
		const pia = guide.body({
			email: 'pia@example.com',
			first_name: 'Pia',
			last_name: 'Berg',
			optin: 'true',
			card_name: 'Half-time quiz',
			submission_id: 'first-1',
		});

		// 1. In n8n
		word('Add first step…');
		const testUrl = await addTrigger(editor);
		expect(await editor.page.getByText(word('Webhook URLs'), { exact: true }).isVisible()).toBe(
			true,
		);
		await editor.takePicture('first-2-test-url');
		await editor.listen(word('Execute step'));

		// 2. In Komo
		for (const name of ['Automations > Workflows', 'HTTP Request']) {
			expect(await editor.page.getByTestId('ndv').innerText()).toContain(word(name));
		}
		expect((await axios.post(testUrl, pia)).status).toBe(200);

		// 3. In n8n
		expect(await editor.output()).toContain('pia@example.com');
		await editor.showOutputSchema();
		await editor.takePicture('first-3-submission');
		await editor.closeNode();
		word('+');
		await editor.openNodeList();
		await editor.searchNodes(word('Braze'));
		await editor.chooseNode('Braze');
		await editor.page.getByText(word('Track user (create or update)')).waitFor();
		await editor.takePicture('first-4-braze');
		await editor.chooseAction('Track user (create or update)');

		// What fields are dropped on is in sight without scrolling.
		const area = editor.dropArea('attributes').getByText('Drag input fields here');
		await area.waitFor();
		const [words, panel] = await Promise.all(
			[area, editor.page.getByTestId('ndv')].map(async (one) => await one.boundingBox()),
		);
		const bottomOf = (box: { y: number; height: number } | null) => box && box.y + box.height;
		expect(bottomOf(words)).toBeLessThan(bottomOf(panel) ?? 0);

		// 4. The credential
		await editor.page.getByText(word('Credential'), { exact: true }).first().waitFor();
		await editor.addFirstCredential(word('Connect to Braze'));
		await editor.chooseInCredential(word('Instance'), 'Custom');
		await editor.fillInCredential('REST Endpoint', sandbox.url.replace('http://', ''));
		await editor.fillInCredential(word('API Key'), sandbox.apiKey);
		await editor.takePicture('first-5-credential');
		await editor.saveCredential(word('Save'));
		word('Credentials');

		// 5. Map and run
		word('Attributes');
		for (const field of [word('email'), 'first_name', 'last_name', 'optin', 'card_name']) {
			await editor.drag(field, 'attributes');
		}
		await editor.executeStep();
		word('status');
		expect(await editor.output()).toContain(word('accepted'));
		expect(await editor.hints()).toContain('To see the profile, open the local Braze.');
		await editor.takePicture('first-6-run');
		const tested = await readProfile(sandbox, 'pia@example.com');
		expect(tested).toMatchObject({ first_name: 'Pia', custom_attributes: { optin: true } });
		await editor.closeNode();

		// 6. Go live
		await editor.publish(word('Publish'));
		await editor.openNode('Komo Trigger');
		const productionUrl = await editor.productionUrl(word('Production URL'));
		await editor.takePicture('first-7-production');
		const noah = guide.body({ email: 'noah@example.com', first_name: 'Noah', submission_id: 'f2' });
		const { status, data } = await axios.post<unknown>(productionUrl, noah);
		expect([status, data]).toEqual([200, expect.objectContaining({ status: 'accepted' })]);
		const profile = await waitForProfile(sandbox, 'noah@example.com');
		expect(profile).toMatchObject({ email: 'noah@example.com', first_name: 'Noah' });
		// An empty answer erases nothing, and is not an attribute.
		expect(profile.last_name ?? '').toBe('');
		await editor.page.goto(sandbox.url);
		await editor.page.locator('#profiles details').filter({ hasText: 'Pia Berg' }).waitFor();
		await editor.takePicture('first-8-profile');

		expect(guide.unused()).toEqual([]);
	});
}

function nothingArrives(editor: Editor) {
	/** (For a moment, the editor shows the last error's message with the new one's description.) */
	const untilTold = async (message: RegExp) =>
		await until(
			`error like ${message}`,
			async () => message.test(await editor.error()) || undefined,
		);

	it('show on the screen why nothing arrives: an empty body, a wrong secret, a wrong event', async () => {
		const testUrl = await addTrigger(editor);
		const post = async (body: unknown, headers = {}) =>
			(await axios.post(testUrl, body, { headers, validateStatus: () => true })).status;

		await editor.listen('Execute step');
		expect(await post('')).toBe(400);
		await untilTold(/body is empty/i);

		await editor.choose('authentication', 'Shared Secret');
		await editor.chooseCredential('Komo secret');
		await editor.listen('Execute step');
		expect(await post({ email: 'pia@example.com' }, { 'X-Komo-Secret': 'not it' })).toBe(401);
		await untilTold(/secret is wrong/i);
		await editor.listen('Execute step');
		expect(await post({ email: 'pia@example.com' })).toBe(401);
		await untilTold(/secret is missing/i);

		await editor.choose('authentication', 'None');
		await editor.listen('Execute step');
		expect(await post({ event: 'CardViewed', email: 'pia@example.com' })).toBe(200);
		const [hint] = await editor.hints();
		expect(hint).toMatch(/CardViewed/);
		expect(hint).toMatch(/Card Viewed.*Events/);
	});
}

inEditor('The first ten minutes of somebody new', firstProfile, 'newcomer');
inEditor('The first ten minutes', nothingArrives);
