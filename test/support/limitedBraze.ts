import { type SendResult, Client, type ClientSettings } from '../../nodes/Braze/api/client';
import type { HttpResult } from '../../nodes/Braze/api/response';
import { SharedLimits } from '../../nodes/Braze/api/sharedLimits';
import { VirtualClock } from './virtualClock.mts';

/** A server that takes some requests in each window, and describes its limit in one of several ways. */
export interface Limited {
	perWindow: number;
	/** Milliseconds. */
	window: number;
	/** Milliseconds until a response, there and back. */
	latency: number;
	/** Milliseconds that each way may take longer, drawn anew each time. */
	jitter?: number;
	/** How it counts: in windows of the clock, as Braze does, by default. */
	counts?: keyof typeof COUNTERS;
	/** `rounded up twice`: the seconds that are left, and the time that they then lead to. */
	headers: 'retry-after' | 'reset in seconds' | 'reset as epoch' | 'rounded up twice' | 'none';
	/** Whether every response also has the limit and what remains, or only those of status 429. */
	tells?: boolean | 'with 429';
	/** Concurrent requests above which it gets no faster; any number by default. */
	workers?: number;
	/** Clients that share the requests, and what they learn about the limit; one by default. */
	executions?: number;
	/** Requests of other programs in each window, spread evenly. */
	others?: number;
	/** Milliseconds until a window of the clock ends, when the first request leaves; a whole one by default. */
	startsBefore?: number;
	/** How far this machine's clock is off, in milliseconds. */
	clockOff: number;
}

/** What came of the requests. */
interface Sent {
	responses: SendResult[];
	taken: number;
	/** By request: how often it got a 429. */
	refusals: number[];
	refused: number;
	/** Requests under way at once, at most. */
	most: number;
	milliseconds: number;
}

/** Counts requests against a limit. */
interface Counter {
	/** @returns whether a request that comes now is taken */
	take: (now: number) => boolean;
	/** When the limit allows as many requests as ever, or at least one. */
	reset: (now: number) => number;
	remaining: (now: number) => number;
}

const COUNTERS = {
	/** This many in each window of the clock. */
	windows: (limit: () => number, window: () => number): Counter => {
		let current = -1;
		let used = 0;
		const roll = (now: number) => {
			const index = Math.floor(now / window());
			if (index !== current) used = 0;
			current = index;
		};
		return {
			take: (now) => {
				roll(now);
				return used < limit() && ++used > 0;
			},
			reset: (now) => now - (now % window()) + window(),
			remaining: (now) => {
				roll(now);
				return limit() - used;
			},
		};
	},
	/** This many in whatever span is as long as a window. */
	sliding: (limit: () => number, window: () => number): Counter => {
		const taken: number[] = [];
		const expire = (now: number) => {
			while (taken.length > 0 && taken[0] <= now - window()) taken.shift();
		};
		return {
			take: (now) => {
				expire(now);
				return taken.length < limit() && taken.push(now) > 0;
			},
			reset: (now) => {
				expire(now);
				return taken.length > 0 ? taken[0] + window() : now;
			},
			remaining: (now) => {
				expire(now);
				return limit() - taken.length;
			},
		};
	},
	/** A bucket of as many tokens, filled evenly. */
	bucket: (limit: () => number, window: () => number): Counter => {
		let tokens = limit();
		let since: number | undefined;
		const fill = (now: number) => {
			tokens = Math.min(limit(), tokens + ((now - (since ?? now)) * limit()) / window());
			since = now;
		};
		return {
			take: (now) => {
				fill(now);
				if (tokens < 1) return false;
				tokens--;
				return true;
			},
			reset: (now) => {
				fill(now);
				return now + ((1 - Math.min(tokens, 1)) * window()) / limit();
			},
			remaining: (now) => {
				fill(now);
				return Math.floor(tokens);
			},
		};
	},
};

/** Numbers from 0 to 1 that are the same in each run. */
function dice(): () => number {
	let last = 7;
	return () => (last = (last * 16_807) % 2_147_483_647) / 2_147_483_647;
}

/** A whole hour, so that windows of any length begin there. */
const START = 1_700_002_800_000;

/** Has clients send this many requests to a server with a limit, on a clock that leaps. */
export async function sendAll(
	count: number,
	limited: Limited | ((sent: number) => Limited),
	settings: Partial<ClientSettings> = {},
): Promise<Sent> {
	let taken = 0;
	const server = () => (typeof limited === 'function' ? limited(taken) : limited);
	const {
		executions = 1,
		clockOff,
		counts = 'windows',
		startsBefore,
		window,
		others = 0,
	} = server();
	const clock = new VirtualClock(START - (startsBefore ?? window));
	const random = dice();
	const counter = COUNTERS[counts](
		() => server().perWindow,
		() => server().window,
	);
	const refusals: number[] = Array.from({ length: count }, () => 0);
	let most = 0;
	let underWay = 0;
	let othersCame = clock.now();
	const letOthersCome = () => {
		for (; others > 0 && othersCame <= clock.now(); othersCame += window / others) {
			counter.take(othersCame);
		}
	};
	const way = async (from: Limited, busy = 1) => {
		const { latency, jitter = 0 } = from;
		await clock.delay((latency / 2) * busy + jitter * random());
	};
	const limit = (): Record<string, string> => {
		const now = clock.now();
		const date = new Date(now).toUTCString();
		const end = Math.ceil(counter.reset(now) / 1000);
		const left = String(Math.ceil((counter.reset(now) - now) / 1000));
		switch (server().headers) {
			case 'retry-after':
				return { date, 'retry-after': left };
			case 'reset in seconds':
				return { date, 'x-ratelimit-reset': left };
			case 'reset as epoch':
				return { date, 'x-ratelimit-reset': String(end) };
			case 'rounded up twice':
				return { date, 'x-ratelimit-reset': String(Math.ceil(now / 1000 + Number(left))) };
			case 'none':
				return { date };
		}
	};
	const told = (): Record<string, string> => ({
		...limit(),
		'x-ratelimit-limit': String(server().perWindow),
		'x-ratelimit-remaining': String(Math.max(0, counter.remaining(clock.now()))),
	});
	const transmit = async (body: string): Promise<HttpResult> => {
		const { tells, workers = Infinity } = server();
		most = Math.max(most, ++underWay);
		await way(server(), Math.max(1, underWay / workers));
		letOthersCome();
		const accepts = counter.take(clock.now());
		if (accepts) taken++;
		else refusals[Number(body)]++;
		const isTold = tells === true || (tells === 'with 429' && !accepts);
		const date = { date: new Date(clock.now()).toUTCString() };
		const headers = isTold ? told() : accepts ? date : limit();
		const reply: HttpResult = accepts
			? { kind: 'response', status: 201, headers, body: { message: 'success' } }
			: { kind: 'response', status: 429, headers, body: {} };
		await way(server());
		underWay--;
		return reply;
	};
	const limits = new SharedLimits(clock.now);
	const openClient = () =>
		new Client(
			{
				restEndpoint: 'https://rest.example.com',
				transmit: async ({ body }) => await transmit(String(body)),
				sleep: clock.sleep,
				now: () => clock.now() + clockOff,
				random: () => 0.5,
			},
			{ parallelRequests: 16, maxRetries: 5, maxWait: 60_000, retryAmbiguous: true, ...settings },
			limits.of('https://rest.example.com', 'key', 'users.track'),
		);
	const start = clock.now();
	const responses: SendResult[] = [];
	const execute = async (execution: number) => {
		const client = openClient();
		const own = [...refusals.keys()].filter((index) => index % executions === execution);
		await client.forEach(own, async (index) => {
			const request = { method: 'POST' as const, path: '/users/track', body: String(index) };
			const sending = { request, permission: 'users.track', idempotent: true };
			responses.push(await client.send(sending));
		});
	};
	await clock.run(
		Promise.all(Array.from({ length: executions }, async (_, one) => await execute(one))),
	);
	const refused = refusals.reduce((sum, one) => sum + one, 0);
	return { responses, taken, refusals, refused, most, milliseconds: clock.now() - start };
}
