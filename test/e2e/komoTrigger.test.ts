import samples from '../data/komo-samples.json';
import { isAccepted, publishTrigger } from '../support/komo.mts';
import { sharedScene } from '../support/scene.mts';

const FORM = samples.samples.find(({ event }) => event === 'CompetitionEntrySuccess')?.body ?? {};

/** What Komo sends as text and the item has typed. */
const TYPED: Record<string, unknown> = { score: 1, correct: 1, optin: true };

const asItem = (body: object) =>
	Object.fromEntries(Object.entries(body).map(([key, value]) => [key, TYPED[key] ?? value]));

describe('The Komo Trigger in a real n8n', () => {
	const scene = sharedScene();
	const withSecret = { headers: { 'X-Komo-Secret': scene.secret } };
	let trigger: Awaited<ReturnType<typeof publishTrigger>>;

	const publish = async (parameters: Record<string, unknown>) => {
		trigger = await publishTrigger(scene, parameters);
	};
	const statusOf = async (body: unknown, headers: Record<string, string> = {}) => {
		const response = await trigger.submit(body, { headers });
		return [response?.status, JSON.parse(response?.body ?? '{}').status];
	};

	afterEach(async () => await trigger.unpublish());

	it('starts one execution with one item for every documented event', async () => {
		await publish({ events: ['*'] });
		for (const { body } of samples.samples) {
			const response = await trigger.submit(body);
			expect(response?.status).toBe(200);
			expect(response?.headers['content-type']).toMatch(/^application\/json/);
			expect(JSON.parse(response?.body ?? '')).toEqual({ status: 'accepted', submissions: 1 });
		}
		const started = await trigger.started();
		expect(started.map(({ items }) => items)).toEqual(
			samples.samples.map(({ body }) => [asItem(body)]),
		);
	});

	it('takes what a Komo Workflow composed, one item for each entry of a list', async () => {
		await publish({ events: ['workflow'] });
		const bodies = [{ email: 'a@example.com', score: 7 }, { answers: { colour: ['red'] } }];
		expect(await statusOf(bodies)).toEqual([200, 'accepted']);
		const text = JSON.stringify({ email: 'b@example.com' });
		expect(await statusOf(text, { 'Content-Type': 'text/plain' })).toEqual([200, 'accepted']);
		expect(await statusOf(FORM)).toEqual([200, 'ignored']);
		const started = await trigger.started();
		expect(started.map(({ items }) => items)).toEqual([bodies, [{ email: 'b@example.com' }]]);
	});

	it('refuses a wrong or missing secret with 401 and starts nothing', async () => {
		await publish({ events: ['*'], authentication: 'secret', options: { includeHeaders: true } });
		expect(await statusOf(FORM)).toEqual([401, 'unauthorized']);
		for (const wrong of ['', 'wrong', `${scene.secret}x`]) {
			expect(await statusOf(FORM, { 'X-Komo-Secret': wrong })).toEqual([401, 'unauthorized']);
		}
		expect(await trigger.started()).toEqual([]);

		expect(isAccepted(await trigger.submit(FORM, withSecret))).toBe(true);
		const started = await trigger.started();
		expect(started).toHaveLength(1);
		expect(started[0].items[0]).toHaveProperty('headers');
		expect(JSON.stringify(started)).not.toContain(scene.secret);
	});

	it('responds to what is filtered out, and starts nothing', async () => {
		const { site_id: siteIds, card_id: cardIds } = FORM as Record<string, string>;
		await publish({
			events: ['CompetitionEntrySuccess', 'other'],
			otherEvents: 'CouponViewed',
			options: { siteIds, cardIds, cardTypes: 'Quiz' },
		});
		const others = samples.samples.filter(({ event }) => event !== 'CompetitionEntrySuccess');
		const filteredOut = [
			...others.map(({ body }) => body),
			{ ...FORM, event: 'CouponRedeemed' },
			{ ...FORM, site_id: 'another' },
			{ ...FORM, card_id: 'another' },
			{ ...FORM, card_type: 'Poll' },
			{ ...FORM, card_type: undefined },
		];
		for (const body of filteredOut) expect(await statusOf(body)).toEqual([200, 'ignored']);
		expect(await trigger.started()).toEqual([]);

		const passing = [FORM, { ...FORM, event: 'CouponViewed' }];
		for (const body of passing) expect(await statusOf(body)).toEqual([200, 'accepted']);
		expect((await trigger.started()).map(({ items }) => items)).toEqual(
			passing.map((body) => [asItem(body)]),
		);
	});

	it('refuses what it cannot read with 4xx, and starts nothing', async () => {
		await publish({ events: ['*'] });
		const text = { 'Content-Type': 'text/plain' };
		for (const body of ['{"event":', 'hello', '', '7', '[]', '[1,2]']) {
			expect(await statusOf(body, text)).toEqual([400, 'rejected']);
		}
		const response = await trigger.submit('{"event":');
		expect(response?.status).toBe(422);
		expect(await trigger.started()).toEqual([]);
	});

	it('takes a submission once within the time of Ignore Duplicates', async () => {
		await publish({ events: ['*'], options: { ignoreDuplicates: 5 } });
		expect(await statusOf(FORM)).toEqual([200, 'accepted']);
		expect(await statusOf(FORM)).toEqual([200, 'duplicate']);
		const another = { ...FORM, submission_id: 'another' };
		expect(await statusOf(another)).toEqual([200, 'accepted']);
		const started = await trigger.started();
		expect(started.map(({ items }) => items)).toEqual([[asItem(FORM)], [asItem(another)]]);
	});
});
