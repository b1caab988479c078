import type { Page } from 'playwright-core';

import { browserMissing, openPage } from '../../../test/support/browser.mts';
import { takePicture } from '../../../test/support/pictures.mts';
import { SandboxClient } from '../src/client.mts';
import { startDemo } from '../src/demo.mts';

const missing = browserMissing();
const withBrowser = missing ? describe.skip : describe;

withBrowser(`The local Braze's page${missing ? ` (${missing})` : ''}`, () => {
	let sandbox: Awaited<ReturnType<typeof startDemo>>;
	let client: SandboxClient;
	let page: Page;
	let close: () => Promise<void>;

	beforeAll(async () => {
		sandbox = await startDemo();
		client = new SandboxClient(sandbox);
		({ page, close } = await openPage());
		await page.goto(sandbox.url);
	});

	afterAll(async () => {
		await close();
		await sandbox.close();
	});

	const users = () => page.locator('#profiles details');

	it("tells what is custom from what is Braze's own", async () => {
		const amira = users().filter({ hasText: 'Amira Okafor' });
		await amira.getByText('6 standard').waitFor();
		await amira.getByText('6 custom').waitFor();
		await amira.locator('summary').click();
		const names = (title: string) =>
			amira.locator(`h3:text-is("${title}") + table th`).allInnerTexts();
		expect(await names("Standard attributes, Braze's own")).toContain('email');
		expect(await names('Custom attributes')).toContain('favorite_team');
		expect(await names('Custom events')).toContain('completed_quiz');
		await takePicture(page, 'local-braze');

		const ben = users().filter({ hasText: 'Ben Tanaka' });
		await ben.locator('summary').click();
		await ben.getByText('ecommerce.product_viewed', { exact: true }).waitFor();
		expect(await ben.locator('h3').allInnerTexts()).toContain('Recommended events, named by Braze');
	});

	it('finds users, messages and requests', async () => {
		const box = page.getByRole('searchbox', { name: 'Search users, messages and requests' });
		await box.fill('ROVERS tickets');
		await page.locator('#profiles-count').getByText('1', { exact: true }).waitFor();
		expect(await users().count()).toBe(1);
		await page.locator('#messages').getByText('Nothing found.').waitFor();
		await box.fill('<b>nobody');
		await page.locator('#profiles').getByText('Nothing found.').waitFor();
		await box.fill('');
		await page.locator('#profiles-count').getByText('3', { exact: true }).waitFor();
	});

	it('shows how many requests come, by endpoint, and those beyond a rate limit', async () => {
		await client.post('/_sandbox/faults', { rules: [{ path: '/users/track', status: 429 }] });
		for (let sent = 0; sent < 3; sent++) {
			await client.post('/users/track', { attributes: [{ external_id: 'fan-1001', a: sent }] });
		}
		const row = page.getByRole('row', { name: 'POST /users/track' });
		await row.getByRole('cell', { name: '3', exact: true }).waitFor();
		const [, inAll, limited, failed] = await row.getByRole('cell').allInnerTexts();
		expect([inAll, limited, failed]).toEqual(['4', '3', '0']);
		await page.getByRole('img', { name: /Requests in each second of the last minute/ }).waitFor();
	});

	it('calls groups and aliases what people call them, and shows what events held', async () => {
		await client.reset();
		await client.post('/_sandbox/faults', { rules: [] });
		await client.post('/_sandbox/workspace', {
			subscriptionGroups: [{ id: 'g-1', name: 'Newsletter', channel: 'email' }],
			campaigns: [
				{ id: 'c-1', name: 'Spring raffle', archived: true },
				{ id: 'c-2', name: 'Autumn raffle', paused: true },
			],
		});
		const alias = { alias_label: 'email', alias_name: 'pia@example.com' };
		await client.post('/users/track', {
			attributes: [
				{
					user_alias: alias,
					_update_existing_only: false,
					first_name: 'Pia',
					subscription_groups: [{ subscription_group_id: 'g-1', subscription_state: 'subscribed' }],
				},
			],
			events: [
				{
					user_alias: alias,
					_update_existing_only: false,
					name: 'won_prize',
					time: new Date().toISOString(),
					properties: { prize_name: 'Signed shirt' },
				},
			],
		});
		const pia = users().filter({ hasText: 'Pia' });
		await pia.getByText('alias email: pia@example.com').waitFor();
		await pia.locator('summary').click();
		await pia.getByText('Newsletter').waitFor();
		await pia.getByText('Signed shirt').waitFor();
		const things = page.locator('#workspace details');
		await things.filter({ hasText: 'Spring raffle' }).getByText('archived').waitFor();
		await things.filter({ hasText: 'Autumn raffle' }).getByText('paused').waitFor();
	});

	it('makes Braze fail at the press of a button, and lists what failed by its status', async () => {
		const button = (name: string) => page.getByRole('button', { name, exact: true });
		const send = async () =>
			await client.post('/users/track', { attributes: [{ external_id: 'fan', a: 'status 503' }] });
		expect((await send()).status).toBe(201);
		await button('Down').click();
		await page.locator('[data-fault=down][aria-pressed=true]').waitFor();
		expect((await send()).status).toBe(503);
		await button('429').click();
		await page.locator('[data-fault=limited][aria-pressed=true]').waitFor();
		expect((await send()).status).toBe(429);
		await button('Normal').click();
		await page.locator('[data-fault=""][aria-pressed=true]').waitFor();
		await page.getByLabel('failed requests only').check();
		await page.locator('#requests-count').getByText('2', { exact: true }).waitFor();
		const failed = await page.locator('#requests summary .pill').allInnerTexts();
		expect(failed).toEqual(['429', '503']);
		await page.getByLabel('failed requests only').uncheck();
	});
});
