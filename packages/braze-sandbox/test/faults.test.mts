import { Local } from './support/client.mts';

let local: Local;
beforeAll(async () => (local = await Local.start()));
afterAll(async () => await local.close());
beforeEach(async () => await local.control('reset'));

const body = (id: string) => ({ attributes: [{ external_id: id, a: 1 }] });

/** The status of one `/users/track`, or the code of what broke. */
async function outcome(id: string): Promise<number | string> {
	try {
		return (await local.post('/users/track', body(id))).status;
	} catch (error) {
		return (error as { cause: { code: string } }).cause.code;
	}
}

/** External IDs of all profiles. */
async function known(): Promise<string[]> {
	const { data } = await local.get('/_sandbox/profiles');
	return data.profiles.map((profile: { external_id: string }) => profile.external_id);
}

const inject = async (...rules: object[]) => await local.control('faults', { rules });

describe('faults', () => {
	it('happen as often as their rules say, and only where they say', async () => {
		await inject({ path: '/users/track', status: 503, times: 2, skip: 1 });
		expect((await local.get('/events/list')).status).toBe(200);
		const outcomes = [];
		for (const id of ['a', 'b', 'c', 'd']) outcomes.push(await outcome(id));
		expect(outcomes).toEqual([201, 503, 503, 201]);
		expect(await known()).toEqual(['a', 'd']);
	});

	it('a 500 may hide that the request was processed', async () => {
		await inject({ status: 500, applied: true });
		expect(await outcome('a')).toBe(500);
		expect(await known()).toEqual(['a']);
	});

	it('a connection is cut before or after processing', async () => {
		await inject({ cut: 'before', times: 1 }, { cut: 'after', times: 1 });
		expect(await outcome('before')).toBe('UND_ERR_SOCKET');
		expect(await outcome('after')).toBe('UND_ERR_SOCKET');
		expect(await known()).toEqual(['after']);
		const { data } = await local.get('/_sandbox/requests');
		expect(data.requests).toMatchObject([
			{ status: 0, fault: 'cut after', body: body('after') },
			{ status: 0, fault: 'cut before' },
		]);
	});

	it('a queued request takes effect', async () => {
		await inject({ queued: true });
		const { status, data } = await local.post('/users/track', body('a'));
		expect([status, data]).toEqual([202, { message: 'queued' }]);
		expect(await known()).toEqual(['a']);
	});

	it('a response need not be JSON', async () => {
		await inject({ html: true });
		const { status, data, headers } = await local.post('/users/track', body('a'));
		expect([status, headers['content-type']]).toEqual([502, 'text/html; charset=utf-8']);
		expect(data).toContain('<h1>Bad Gateway</h1>');
	});

	it('a slow response is slow', async () => {
		await inject({ delayMs: 120 });
		const started = Date.now();
		expect(await outcome('a')).toBe(201);
		expect(Date.now() - started).toBeGreaterThanOrEqual(110);
	});

	it('a whole request is refused because of some objects', async () => {
		await inject({ refuse: { holding: 'poison' } });
		const good = { external_id: 'good', a: 1 };
		const mixed = { attributes: [good, { external_id: 'bad', poison: 1 }] };
		const { errors } = await local.track(mixed, 400);
		expect(errors).toEqual([
			{ type: "'poison' is not valid", input_array: 'attributes', index: 1 },
		]);
		expect(await known()).toEqual([]);
		await local.track({ attributes: [good] });
		expect(await known()).toEqual(['good']);
	});

	it('a whole request is refused because an object is invalid', async () => {
		await inject({ refuse: 'invalid' });
		const { errors } = await local.track({ attributes: [{ external_id: 'a' }, { a: 1 }] }, 400);
		expect(errors).toMatchObject([{ index: 1 }]);
		expect(await known()).toEqual([]);
	});

	it('a 400 may come without errors', async () => {
		await inject({ status: 400, body: { message: 'No' } });
		expect(await local.track(body('a'), 400)).toEqual({ message: 'No' });
	});

	it('a 429 may come without any header', async () => {
		await inject({ status: 429, headers: {} });
		const { status, headers } = await local.post('/users/track', body('a'));
		expect(status).toBe(429);
		expect(Object.keys(headers).filter((name) => /limit|retry/.test(name))).toEqual([]);
	});

	it('a slash at the end of a path is a 403', async () => {
		expect((await local.post('/users/track/', body('a'))).status).toBe(403);
		expect((await local.get('/campaigns/list/?page=0')).status).toBe(403);
		expect(await known()).toEqual([]);
	});

	it.each([301, 302, 303, 307, 308])('a redirect, %i, processes nothing', async (status) => {
		const redirect = 'https://elsewhere.example/users/track';
		await inject({ redirect, status });
		const answer = await local.post('/users/track', body('a'));
		expect([answer.status, answer.headers.location]).toEqual([status, redirect]);
		expect(await known()).toEqual([]);
	});

	it("Braze's own response can be amended", async () => {
		const outOfRange = { type: 'x', input_array: 'attributes', index: 99 };
		await inject(
			{ amend: { errors: ['Something is wrong'] }, times: 1 },
			{ amend: { attributes_processed: 0, message: 'queued for review' }, times: 1 },
			{ amend: { errors: [outOfRange], attributes_processed: null }, status: 200, times: 1 },
		);
		expect(await local.track(body('a'))).toEqual({
			message: 'success',
			attributes_processed: 1,
			errors: ['Something is wrong'],
		});
		expect(await local.track(body('b'))).toEqual({
			message: 'queued for review',
			attributes_processed: 0,
		});
		expect(await local.track(body('c'), 200)).toEqual({ message: 'success', errors: [outOfRange] });
		expect(await known()).toEqual(['a', 'b', 'c']);
	});

	it('a response may be a stranger’s', async () => {
		await inject({ status: 200, body: { hello: 'world' }, times: 1 }, { text: 'OK', times: 1 });
		expect((await local.post('/users/track', body('a'))).data).toEqual({ hello: 'world' });
		const { status, headers, data } = await local.post('/users/track', body('b'));
		expect([status, data]).toEqual([200, 'OK']);
		expect(headers['content-type']).toContain('text/plain');
		expect(await known()).toEqual([]);
	});

	it('a response drips', async () => {
		await inject({ drip: { bytes: 10, everyMs: 0 } });
		const response = await fetch(`${local.url}/users/track`, {
			method: 'POST',
			headers: { authorization: 'Bearer test-key', 'content-type': 'application/json' },
			body: JSON.stringify(body('a')),
		});
		expect(response.headers.get('transfer-encoding')).toBe('chunked');
		expect(await response.json()).toEqual({ message: 'success', attributes_processed: 1 });
		expect(await known()).toEqual(['a']);
	});

	it('a response is huge', async () => {
		await inject({ huge: 3_000_000 });
		const { status, data } = await local.post('/users/track', body('a'));
		expect([status, JSON.stringify(data).length]).toEqual([200, 3_000_000]);
	});

	it('an error repeats the key', async () => {
		await inject({ echoAuthorization: true });
		const { message } = await local.track(body('a'), 400);
		expect(message).toContain('Bearer test-key');
	});

	it('rates are kept, and are the same for the same seed', async () => {
		const rules = [
			{ status: 429, rate: 0.1 },
			{ status: 500, rate: 0.05 },
			{ cut: 'before', rate: 0.02 },
		];
		const run = async (seed: number) => {
			await local.control('faults', { seed, rules });
			const outcomes = [];
			for (let i = 0; i < 300; i++) outcomes.push(await outcome('u'));
			return outcomes;
		};
		const first = await run(7);
		expect(await run(7)).toEqual(first);
		expect(await run(8)).not.toEqual(first);
		const limited = first.filter((status) => status === 429).length;
		expect(limited).toBeGreaterThan(15);
		expect(limited).toBeLessThan(50);
	});

	it.each([
		[{ rules: 1 }, "'rules'"],
		[{ rules: [{ staus: 500 }] }, 'rules[0].staus'],
		[{ rules: [{ status: 500 }, { rate: 2 }] }, 'rules[1].rate'],
	])('%j are refused', async (faults, text) => {
		const { status, data } = await local.post('/_sandbox/faults', faults);
		expect(status).toBe(400);
		expect(data.message).toContain(text);
	});
});

describe('rate limits', () => {
	const limit = async (rateLimitStyle: string) =>
		await local.control('workspace', {
			settings: { rateLimitStyle, rateLimit: { limit: 2, windowSeconds: 3600, enforce: true } },
		});

	it('come with every response, with the reset as epoch seconds', async () => {
		await limit('epoch');
		const { headers } = await local.post('/users/track', body('a'));
		expect(headers['x-ratelimit-limit']).toBe('2');
		expect(headers['x-ratelimit-remaining']).toBe('1');
		expect(Number(headers['x-ratelimit-reset']) * 1000).toBeGreaterThan(Date.now());
	});

	it('or as seconds left', async () => {
		await limit('seconds');
		const { headers } = await local.post('/users/track', body('a'));
		expect(Number(headers['x-ratelimit-reset'])).toBeLessThanOrEqual(3600);
	});

	it('are enforced', async () => {
		await limit('epoch');
		expect([await outcome('a'), await outcome('b'), await outcome('c')]).toEqual([201, 201, 429]);
		expect(await known()).toEqual(['a', 'b']);
	});

	it.each([
		['epoch', true],
		['seconds', true],
		['mau', false],
	])('a 429 has the headers of style %s', async (style, hasThree) => {
		await limit(style);
		await inject({ status: 429, retryAfter: 7 });
		const { headers } = await local.post('/users/track', body('a'));
		expect('x-ratelimit-reset' in headers).toBe(hasThree);
		expect(headers['x-ratelimit-retry-after']).toBe(hasThree ? undefined : '7');
		if (style === 'seconds') expect(headers['x-ratelimit-reset']).toBe('7');
	});
});
