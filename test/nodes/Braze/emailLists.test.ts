import { useWorkbench } from './support/workbench';

const bench = useWorkbench();

const queries = async () =>
	(await bench.requests()).map(({ path }) =>
		Object.fromEntries(new URL(path, 'http://x').searchParams),
	);

const addresses = (output: object[]) => output.map((one) => (one as { email: string }).email);

describe.each([
	['getManyHardBounces', 'hardBounces', 'hard_bounced_at', 'email.hard_bounces'],
	['getManyUnsubscribes', 'unsubscribes', 'unsubscribed_at', 'email.unsubscribe'],
])('email: %s', (operation, list, time, permission) => {
	const name = `email.${operation}`;
	const put = async (count: number, day = '2026-03-01') => {
		const entries = Array.from({ length: count }, (_, n) => ({
			email: `a${n}@example.com`,
			[time]: `${day}T10:00:${String(n % 60).padStart(2, '0')}Z`,
		}));
		await bench.braze('/_sandbox/workspace', { [list]: entries });
	};

	it('reads on until a page is not full', async () => {
		await put(1_001);
		const parameters = { startDate: '2026-02-01', endDate: '2026-04-01', returnAll: true };
		const output = await bench.run(name, parameters);
		expect(new Set(addresses(output)).size).toBe(1_001);
		expect(output[0]).toEqual({
			email: expect.any(String),
			[time]: expect.stringMatching(/^2026-03-01 10:00:\d\d \+0000$/),
		});
		expect((await queries()).map(({ limit, offset }) => [limit, offset])).toEqual([
			['500', '0'],
			['500', '500'],
			['500', '1000'],
		]);
	});

	it('asks for no more than is wanted, and never for one', async () => {
		await put(10);
		const parameters = { startDate: '2026-02-01', endDate: '2026-04-01', limit: '={{ $json.n }}' };
		expect(await bench.run(name, parameters, [{ n: 1 }, { n: 7 }])).toHaveLength(8);
		expect((await queries()).map(({ limit }) => limit).sort()).toEqual(['2', '7']);
	});

	it('takes a moment for its day in the workflow’s time zone, and no end for now', async () => {
		const before = new Date();
		await bench.run(name, { startDate: '2026-01-01T22:00:00', endDate: '2026-01-31' });
		await bench.run(name, { startDate: '={{ DateTime.fromISO("2026-01-02T03:00:00Z") }}' });
		const [first, second] = await queries();
		expect(first).toMatchObject({ start_date: '2026-01-01', end_date: '2026-01-31' });
		// (New York's.)
		expect(second.start_date).toBe('2026-01-01');
		expect(Date.parse(second.end_date)).toBeGreaterThan(before.getTime());
	});

	it('finds what happened just now', async () => {
		await bench.braze('/_sandbox/workspace', { [list]: ['new@example.com'] });
		expect(addresses(await bench.run(name, { startDate: '2026-01-01' }))).toEqual([
			'new@example.com',
		]);
	});

	it.each([
		[{}, 'Start Date is empty.'],
		[{ startDate: 'soon' }, 'Start Date is not a date and time. Value: "soon".'],
		[{ startDate: '2026-01-01', endDate: '03/04/2026' }, 'End Date is not a date and time.'],
		[{ startDate: '2026-02-01', endDate: '2026-02-01' }, 'must be before End Date (2026-02-01)'],
	])('says what is wrong with %j', async (parameters, problem) => {
		expect(await bench.run(name, parameters)).toEqual([
			{ status: 'rejected', errors: [expect.stringContaining(problem)] },
		]);
		expect(await bench.requests()).toEqual([]);
	});

	it('looks for the address of each item, without a limit', async () => {
		await put(3);
		const parameters = { find: 'address', email: '={{ $json.email }}' };
		const items = [{ email: 'a1@example.com' }, { email: 'none@example.com' }, { email: 'a@' }];
		const output = await bench.items(name, { parameters, items, continueOnFail: true });
		expect(output.map(({ json, pairedItem }) => [json.email ?? json.status, pairedItem])).toEqual([
			['a1@example.com', { item: 0 }],
			['rejected', { item: 2 }],
		]);
		for (const query of await queries()) {
			expect(Object.keys(query).sort()).toEqual(['email', 'end_date']);
		}
	});

	it('says which permission is missing', async () => {
		await bench.braze('/_sandbox/faults', { rules: [{ status: 403 }] });
		expect((await bench.fail(name, { startDate: '2026-01-01' })).message).toContain(permission);
	});
});

it('unsubscribes begin with the oldest if asked to', async () => {
	await bench.braze('/_sandbox/workspace', {
		unsubscribes: [
			{ email: 'new@example.com', unsubscribed_at: '2026-03-02T00:00:00Z' },
			{ email: 'old@example.com', unsubscribed_at: '2026-03-01T00:00:00Z' },
		],
	});
	const parameters = { startDate: '2026-01-01', options: { sortDirection: 'asc' } };
	const output = await bench.run('email.getManyUnsubscribes', parameters);
	expect(addresses(output)).toEqual(['old@example.com', 'new@example.com']);
});

describe.each([
	['addToBlocklist', '/email/blocklist', 'email.blacklist'],
	['removeFromSpamList', '/email/spam/remove', 'email.spam.remove'],
	['removeHardBounce', '/email/bounce/remove', 'email.bounce.remove'],
])('email: %s', (operation, path, permission) => {
	const name = `email.${operation}`;
	const parameters = { email: '={{ $json.email }}' };

	it('sends 50 addresses in a request, and rejects what is none', async () => {
		const items = Array.from({ length: 60 }, (_, n) => ({ email: `a${n}@example.com` }));
		const output = await bench.run(name, parameters, [...items, { email: 'n/a' }, {}]);
		expect(output[59]).toEqual({ status: 'accepted', email: 'a59@example.com' });
		expect(output.slice(60)).toMatchObject([
			{ status: 'rejected', errors: [expect.stringContaining('Email is "n/a"')] },
			{ status: 'rejected', errors: [expect.stringContaining('Email is empty')] },
		]);
		const requests = await bench.requests();
		expect(requests.map((request) => request.path)).toEqual([path, path]);
		const sizes = requests.map(({ body }) => (body as { email: string[] }).email.length);
		expect(sizes.sort()).toEqual([10, 50]);
	});

	it('is sent again after a failure, since that does no harm', async () => {
		await bench.braze('/_sandbox/faults', {
			rules: [{ path, status: 503, retryAfter: 0, applied: true, times: 1 }],
		});
		expect(await bench.run(name, parameters, [{ email: 'a@example.com' }])).toMatchObject([
			{ status: 'accepted' },
		]);
	});

	it('says which permission is missing', async () => {
		await bench.braze('/_sandbox/faults', { rules: [{ status: 403 }] });
		const error = await bench.fail(name, parameters, [{ email: 'a@example.com' }]);
		expect(error.message).toContain(permission);
	});
});

it('a blocked address bounces until it is removed', async () => {
	const item = [{ email: 'a@example.com' }];
	const period = { startDate: '2026-01-01' };
	await bench.run('email.addToBlocklist', { email: '={{ $json.email }}' }, item);
	expect(await bench.run('email.getManyHardBounces', period)).toHaveLength(1);
	await bench.run('email.removeHardBounce', { email: '={{ $json.email }}' }, item);
	expect(await bench.run('email.getManyHardBounces', period)).toEqual([]);
});
