import type { Locator, Page } from 'playwright-core';

import { browserMissing, openPage } from './browser.mts';
import { takePicture } from './pictures.mts';
import { type SharedN8n, sharedScene } from './scene.mts';
import { until } from './until.mts';

/**
 * Describes tests in n8n's editor, which is logged in before they run. Without a browser they are
 * skipped, with the reason in their title.
 *
 * @param who is logged in: a newcomer sees nothing that others have made
 */
export function inEditor(
	title: string,
	describeTests: (editor: Editor) => void,
	who: 'owner' | 'newcomer' = 'owner',
) {
	const missing = browserMissing();
	const describeOrSkip = missing ? describe.skip : describe;
	describeOrSkip(missing ? `${title} (${missing})` : title, () => {
		const { n8n, api } = sharedScene();
		const editor = new Editor(n8n);
		beforeAll(async () => {
			await editor.open(who === 'newcomer' ? await api.addMember() : n8n.owner);
		});
		afterAll(async () => {
			await editor.close();
		});
		describeTests(editor);
	});
}

/** Drives n8n's editor as a user does: by what can be read and clicked in it. */
export class Editor {
	private readonly n8n: SharedN8n;
	private opened?: Awaited<ReturnType<typeof openPage>>;

	constructor(n8n: SharedN8n) {
		this.n8n = n8n;
	}

	get page(): Page {
		if (!this.opened) throw new Error('The editor is not open.');
		return this.opened.page;
	}

	/** Opens a browser and logs in. */
	async open({ email, password } = this.n8n.owner) {
		this.opened = await openPage();
		await this.page.goto(`${this.n8n.url}/signin`);
		await this.page.getByLabel('Email').fill(email);
		await this.page.getByLabel('Password').fill(password);
		await this.page.getByRole('button', { name: 'Sign in' }).click();
		await this.page.waitForURL((address) => !address.pathname.includes('signin'));
	}

	/** Closes the browser, if it is open. */
	async close() {
		await this.opened?.close();
	}

	/** @param id of a stored workflow; without one, a new workflow */
	async openWorkflow(id?: string) {
		await this.page.goto(`${this.n8n.url}/workflow/${id ?? 'new'}`);
		await this.page
			.getByTestId(id ? 'canvas-node' : 'canvas-plus-button')
			.first()
			.waitFor();
	}

	/** Opens the list of nodes to start a workflow with, or to go on after the only node. */
	async openNodeList() {
		const start = this.page.getByTestId('canvas-plus-button');
		const next = this.page.getByTestId('canvas-handle-plus');
		await start.or(next).first().click();
	}

	/**
	 * @param text for the search bar of the open list of nodes
	 * @returns the names of the nodes found
	 */
	async searchNodes(text: string): Promise<string[]> {
		await this.page.getByTestId('node-creator-search-bar').fill(text);
		const names = this.page.getByTestId('node-creator-item-name');
		await names
			.filter({ hasText: new RegExp(text, 'i') })
			.first()
			.waitFor();
		return (await names.allTextContents()).map((name) => name.trim());
	}

	/** Chooses a node and an action, which opens its panel. */
	async addNode(node: string, action: string) {
		await this.chooseNode(node);
		await this.chooseAction(action);
	}

	/** Chooses a node of the open list, which then shows what it can do. */
	async chooseNode(node: string) {
		const names = this.page.getByTestId('node-creator-item-name');
		await names.filter({ hasText: node }).first().click();
	}

	/** Chooses an action after {@link chooseNode}, which opens the node's panel. */
	async chooseAction(action: string) {
		const names = this.page.getByTestId('node-creator-item-name');
		await names.filter({ hasText: action }).click();
		await this.page.getByTestId('ndv').waitFor();
	}

	/**
	 * Chooses an option of a parameter of the open node.
	 *
	 * @param parameter its technical name
	 */
	async choose(parameter: string, option: string) {
		await this.page.getByTestId(`parameter-input-${parameter}`).click();
		const options = this.page.getByRole('option').filter({ visible: true });
		await options.filter({ hasText: option }).first().click();
	}

	/** Chooses a credential of the open node. (n8n has chosen one already: the latest of its type.) */
	async chooseCredential(name: string) {
		const select = this.page.getByTestId('node-credentials-select');
		await select.click();
		await this.page.locator('.el-select-dropdown').getByText(name, { exact: true }).click();
		const chosen = this.page.locator('[data-test-id=node-credentials-select] input');
		await until('choice of the credential', async () => {
			return (await chosen.inputValue()) === name || undefined;
		});
	}

	/**
	 * Opens the dialog for the first credential of its type, for the open node.
	 *
	 * @param words of the button, which n8n shows only as long as there isn't one
	 */
	async addFirstCredential(words: string) {
		await this.page.getByRole('button', { name: words }).click();
		await this.credential().waitFor();
	}

	/** Chooses an option of a field of the open credential. */
	async chooseInCredential(label: string, option: string) {
		await this.credentialField(label).click();
		const options = this.page.getByRole('option').filter({ visible: true });
		await options.filter({ hasText: option }).first().click();
	}

	/** Fills in a field of the open credential. */
	async fillInCredential(label: string, text: string) {
		await this.credentialField(label).fill(text);
	}

	/** Saves the open credential, and waits until n8n has tested it: n8n closes one that works. */
	async saveCredential(words: string) {
		await this.page.getByTestId('credential-save-button').filter({ hasText: words }).click();
		await this.credential().waitFor({ state: 'hidden' });
	}

	private credential(): Locator {
		return this.page.getByTestId('credential-edit-dialog');
	}

	private credentialField(label: string): Locator {
		const name = this.credential()
			.getByText(new RegExp(`^${label}\\b`))
			.first();
		return name.locator('xpath=following::input[1]');
	}

	/** @returns the test URL that the open trigger shows */
	async testUrl(): Promise<string> {
		await this.page.getByText('Webhook URLs', { exact: true }).click();
		return (await this.page.getByText('/webhook-test/').innerText()).trim();
	}

	/**
	 * @param words what the choice is called
	 * @returns the production URL that the open trigger shows
	 */
	async productionUrl(words: string): Promise<string> {
		const heading = this.page.getByText('Webhook URLs', { exact: true });
		const choice = this.page.getByText(words, { exact: true });
		await heading.click();
		await choice.click();
		return (await this.page.getByText('/webhook/').innerText()).trim();
	}

	/** Starts the open trigger and waits until its test URL listens. */
	async listen(words = 'Execute step') {
		await this.page.getByTestId('node-execute-button').filter({ hasText: words }).click();
		await this.page.getByText('Listening for test event').waitFor();
	}

	/** Publishes the open workflow. */
	async publish(words: string) {
		const button = this.page.getByTestId('workflow-open-publish-modal-button');
		await button.filter({ hasText: words }).click();
		await this.page.getByTestId('workflow-publish-button').click();
		await until(
			'publication',
			async () => (await this.publishState()) === 'Published' || undefined,
		);
		await this.page.keyboard.press('Escape');
	}

	/** @returns the area of an assignment collection that fields are dropped on */
	dropArea(parameter: string): Locator {
		return this.page
			.getByTestId(`assignment-collection-${parameter}`)
			.getByTestId('assignment-collection-drop-area');
	}

	async executeStep() {
		await this.page.getByTestId('node-execute-button').click();
	}

	/** @returns the values of the one item of output, once there is one */
	async output(): Promise<string[]> {
		const inTable = this.page.getByTestId('output-panel').locator('tbody td');
		const inSchema = this.page
			.getByTestId('output-panel')
			.getByTestId('run-data-schema-item-value');
		const values = inTable.or(inSchema);
		// (An object has a value without a text, which is not visible.)
		await values.filter({ visible: true }).first().waitFor();
		return (await values.allInnerTexts()).map((value) => value.trim());
	}

	/**
	 * Drags a field of the input panel into an assignment collection.
	 *
	 * @param parameter the collection's technical name
	 */
	async drag(field: string, parameter: string) {
		const collection = this.page.getByTestId(`assignment-collection-${parameter}`);
		const target = collection.getByTestId('assignment-collection-drop-area');
		const already = await collection.getByTestId('assignment').count();
		await this.page.locator(`[data-name="${field}"]`).first().hover();
		await this.page.mouse.down();
		await target.hover();
		// The area accepts a drop only after it has noticed the drag.
		await target.hover({ position: { x: 40, y: 12 } });
		await this.page.mouse.up();
		await collection.getByTestId('assignment').nth(already).waitFor();
	}

	/**
	 * @param parameter the collection's technical name
	 * @returns names of the assignments, in order
	 */
	async assignedNames(parameter: string): Promise<string[]> {
		const collection = this.page.getByTestId(`assignment-collection-${parameter}`);
		const inputs = collection.getByTestId('assignment-name').locator('input');
		return await Promise.all((await inputs.all()).map((input) => input.inputValue()));
	}

	/** Runs the open workflow, and waits until it has ended. */
	async executeWorkflow() {
		await this.page.getByTestId('execute-workflow-button').click();
		const ended = this.page.getByText(/Workflow executed successfully|Problem in node/);
		await ended.first().waitFor();
	}

	/**
	 * Opens a node's panel.
	 *
	 * @returns what the canvas shows of the node
	 */
	async openNode(name: string): Promise<string> {
		const node = this.page.getByTestId('canvas-node').filter({ hasText: name });
		const text = await node.innerText();
		await node.dblclick();
		await this.page.getByTestId('ndv').waitFor();
		return text;
	}

	/** @returns the hints above the output of the open node, once there are some */
	async hints(): Promise<string[]> {
		const hints = this.page.getByTestId('output-panel').getByTestId('node-hint');
		await hints.first().waitFor();
		return (await hints.allInnerTexts()).map((text) => text.trim());
	}

	/** @returns message and description of the error in the open node's output, each on its own line */
	async error(): Promise<string> {
		const output = this.page.getByTestId('output-panel');
		const message = output.getByTestId('node-error-message');
		await message.waitFor();
		const description = output.getByTestId('node-error-description');
		return [await message.innerText(), await description.innerText()].join('\n');
	}

	/** Drags a field of the input panel onto a parameter. */
	async dragOnto(field: string, target: Locator) {
		await this.page.locator(`[data-name="${field}"]`).first().hover();
		await this.page.mouse.down();
		await target.hover();
		// The target has noticed the drag once it shows where the field would go.
		await target.hover({ position: { x: 30, y: 8 } });
		await target.hover({ position: { x: 40, y: 12 } });
		await this.page.mouse.up();
		await target.getByText('$json').first().waitFor();
	}

	/**
	 * Drags a field into a row of a collection.
	 *
	 * @param collection its technical name
	 * @param parameter the technical name of the row's parameter
	 */
	async dragInto(field: string, collection: string, parameter: string, row: number) {
		await this.dragOnto(field, this.inCollection(collection, parameter).nth(row));
	}

	/** @returns what the rows of a collection hold */
	async valuesIn(collection: string, parameter: string): Promise<string[]> {
		const inputs = this.inCollection(collection, parameter);
		return (await inputs.allInnerTexts()).map((text) => text.trim());
	}

	private inCollection(collection: string, parameter: string): Locator {
		return this.page
			.getByTestId(`fixed-collection-${collection}`)
			.getByTestId(`parameter-input-${parameter}`);
	}

	async closeNode() {
		await this.page.getByTestId('ndv-close-button').click();
	}

	/** Shows the output's fields one below the other. */
	async showOutputSchema() {
		await this.page.getByTestId('output-panel').getByText('Schema').click();
	}

	/**
	 * Takes a picture for the documentation, if asked to.
	 *
	 * @param part test ID of the part to show; without one, the whole page
	 */
	async takePicture(name: string, part?: string) {
		if (process.env.UPDATE_SCREENSHOTS !== '1') return;
		// Messages and hints that cover the part.
		const covers = '.el-notification, [data-test-id=tooltip-content], .el-popper';
		// (Not as an element, which the local Braze's page forbids.)
		await this.page.evaluate((rule) => {
			const sheet = new CSSStyleSheet();
			sheet.replaceSync(rule);
			document.adoptedStyleSheets = [sheet];
		}, `${covers} { visibility: hidden !important }`);
		await this.page.waitForTimeout(1_000);
		await takePicture(part ? this.page.getByTestId(part) : this.page, name);
		await this.page.evaluate(() => {
			document.adoptedStyleSheets = [];
		});
	}

	/** @returns what the button in the corner says about the open workflow */
	async publishState(): Promise<string> {
		return (await this.page.getByTestId('workflow-open-publish-modal-button').innerText()).trim();
	}

	async zoomToFit() {
		await this.page.getByTestId('zoom-to-fit').click();
	}
}
