import { setTimeout as wait } from 'node:timers/promises';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import { permissionsOf, refusal } from './auth.mts';
import { addControl } from './control.mts';
import { addGuard } from './guard.mts';
import { amended, injected, isProcessed } from './inject.mts';
import type { Entry, RequestLog } from './log.mts';
import { sendInstead, sendResponse } from './reply.mts';
import { endpoints } from './routes/index.mts';
import { actionOf } from './rule.mts';
import type { Sandbox } from './sandbox.mts';
import type { Workspace } from './state/workspace.mts';
import type { Traffic } from './traffic.mts';
import type { BrazeResponse } from './types.mts';
import type { Call, Endpoint } from './types-http.mts';

type Request = FastifyRequest;
type Reply = FastifyReply;

const NO_RESPONSE: BrazeResponse = { status: 500, body: { message: 'No response' } };

/** braze(limits): a body has at most 4 MB. */
const MAX_BODY = 4 * 1024 * 1024;
// braze(errors): malformed JSON is a 400 whose text is in `error`, not `message`.
const SYNTAX_ERROR = 'Error while parsing request body. Please check your syntax.';

/** The request list keeps no response of more characters. */
const MAX_SHOWN = 64 * 1024;

class SyntaxProblem extends Error {}
class TooLarge extends Error {}

interface Logged {
	entry: Entry;
	started: number;
	log: RequestLog;
	traffic: Traffic;
}

const logged: WeakMap<Request, Logged> = new WeakMap();

function close(request: Request, status: number, response: string | null) {
	const open = logged.get(request);
	if (!open) return;
	logged.delete(request);
	const { entry, started, log, traffic } = open;
	const path = request.is404 ? '(unknown path)' : request.routeOptions.url;
	traffic.count(`${request.method} ${path ?? ''}`, status);
	entry.status = status;
	entry.ms = Math.round((performance.now() - started) * 10) / 10;
	entry.body = request.body ?? null;
	entry.response = response && response.length <= MAX_SHOWN ? response : null;
	log.hold(entry, Number(request.headers['content-length'] ?? 0) + (entry.response?.length ?? 0));
}

function cut(request: Request, reply: Reply) {
	close(request, 0, null);
	reply.hijack();
	request.raw.socket.destroy();
	return reply;
}

/** A request without its HTTP. */
function callOf(request: Request, workspace: Workspace): Call {
	const url = new URL(request.url, `http://${request.headers.host ?? 'localhost'}`);
	return {
		body: request.body,
		query: url.searchParams,
		params: request.params as Record<string, string>,
		base: url.origin,
		workspace,
	};
}

function serve(
	sandbox: Sandbox,
	endpoint: Endpoint,
): (request: Request, reply: Reply) => Promise<Reply> {
	return async (request, reply) => {
		const { workspace, rates, clock } = sandbox;
		const { body } = request;
		const { limit, isKept } = sandbox.limitFor(endpoint.method, endpoint.path, body);
		reply.header('date', clock.date().toUTCString());
		const limited = (retryAfter?: number) => rates.refusal(limit, workspace.settings, retryAfter);
		if (rates.count(limit) && isKept) return sendResponse(reply, limited());
		const limitHeaders = rates.headers(limit, workspace.settings);

		workspace.sendDue();
		const process = (): BrazeResponse => {
			const { apply, ...response } = endpoint.handle(callOf(request, workspace));
			if (apply && response.status < 300) {
				sandbox.lag.take(() => {
					apply();
					sandbox.version += 1;
				});
			}
			return { ...response, headers: { ...limitHeaders, ...response.headers } };
		};
		const rule = sandbox.faults.decide(request.url.replace(/\?.*/, ''));
		if (!rule) return sendResponse(reply, process());

		const open = logged.get(request);
		if (open) open.entry.fault = actionOf(rule) ?? `delayed ${rule.delayMs ?? 0} ms`;
		if (rule.delayMs) await wait(rule.delayMs);
		const { authorization } = request.headers;
		const instead = injected(rule, { body, authorization, workspace }, limited);
		const isRefused = rule.refuse !== undefined && instead !== null;
		const response = isProcessed(rule) && !isRefused ? process() : null;
		if (rule.cut) {
			sandbox.version += 1;
			return cut(request, reply);
		}
		if (instead) return sendInstead(reply, instead, rule.drip);
		return sendResponse(reply, amended(rule, response ?? NO_RESPONSE), rule.drip);
	};
}

function responseToError(error: unknown): BrazeResponse {
	const { code, message } = error as { code?: string; message: string };
	if (error instanceof SyntaxProblem) return { status: 400, body: { error: SYNTAX_ERROR } };
	if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
		return { status: 415, body: { message: 'Unsupported Media Type' } };
	}
	if (error instanceof TooLarge || code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
		return { status: 413, body: { message: 'Request Entity Too Large' } };
	}
	if (error instanceof TypeError) return { status: 400, body: { message } };
	return { status: 500, body: { message: `The sandbox failed: ${message}` } };
}

/** Makes a server read JSON, and JSON only. */
function readJson(app: FastifyInstance, sandbox: Sandbox) {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
		const { maxBodyBytes } = sandbox.workspace.settings;
		const isOurs = request.url.startsWith('/_sandbox');
		if (!isOurs && Buffer.byteLength(text) > maxBodyBytes) {
			done(new TooLarge());
			return;
		}
		try {
			done(null, text === '' ? undefined : JSON.parse(String(text)));
		} catch {
			done(new SyntaxProblem(SYNTAX_ERROR));
		}
	});
}

/** Refuses a request without a body, except GET and DELETE. */
async function needBody(request: Request, reply: Reply) {
	if (request.body !== undefined || ['GET', 'DELETE'].includes(request.method)) return;
	const isJson = /^application\/json\b/.test(request.headers['content-type'] ?? '');
	if (isJson) throw new SyntaxProblem(SYNTAX_ERROR);
	await sendResponse(reply, { status: 415, body: { message: 'Unsupported Media Type' } });
}

/**
 * The response for an unknown path.
 *
 * braze(errors): an invalid URL is a 404; a slash at the end of a path is listed under 403.
 */
function notFound(url: string): BrazeResponse {
	return /\/(\?|$)/.test(url)
		? { status: 403, body: { message: 'Access Denied' } }
		: { status: 404, body: { message: 'Not Found' } };
}

/**
 * The server, not yet listening.
 *
 * @param host the address that it will listen at
 */
export function buildServer(sandbox: Sandbox, host: string): FastifyInstance {
	const app = fastify({ bodyLimit: MAX_BODY, forceCloseConnections: true });
	readJson(app, sandbox);
	addGuard(app, {
		listensAt: host,
		knowsKey: (header) => permissionsOf(header, sandbox.workspace) !== undefined,
	});
	app.addHook('onRequest', (request, _, done) => {
		const isOurs = request.url === '/' || /^\/(_sandbox|favicon)/.test(request.url);
		if (!isOurs) {
			const { log, traffic } = sandbox;
			const entry = log.open(request.method, request.url);
			logged.set(request, { entry, started: performance.now(), log, traffic });
		}
		done();
	});
	app.addHook('onSend', (request, reply, payload, done) => {
		close(request, reply.statusCode, typeof payload === 'string' ? payload : null);
		done(null, payload);
	});
	app.addHook('onResponse', (request, _, done) => {
		if (!request.url.startsWith('/_sandbox')) sandbox.version += 1;
		done();
	});
	app.setErrorHandler((error, _, reply) => sendResponse(reply, responseToError(error)));
	app.setNotFoundHandler((request, reply) => sendResponse(reply, notFound(request.url)));
	for (const endpoint of endpoints) {
		app.route({
			method: endpoint.method,
			url: endpoint.path,
			onRequest: async (request, reply) => {
				const { authorization } = request.headers;
				const refused = refusal(authorization, endpoint.permission, sandbox.workspace);
				if (refused) await sendResponse(reply, refused);
			},
			preValidation: needBody,
			handler: serve(sandbox, endpoint),
		});
	}
	addControl(app, sandbox);
	return app;
}
