import { setTimeout as wait } from 'node:timers/promises';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import { refusal } from './auth.mts';
import { addControl } from './control.mts';
import { Faults, nameOf } from './faults.mts';
import { injected, isProcessed } from './inject.mts';
import { RequestLog, type Entry } from './log.mts';
import { RateLimits } from './rates.mts';
import { endpoints } from './routes/index.mts';
import { Workspace, configure } from './state/workspace.mts';
import type { Answer } from './types.mts';
import type { Endpoint } from './types-http.mts';

export type Request = FastifyRequest;
export type Reply = FastifyReply;

/** Bytes of a request body (API limits page). */
const MAX_BODY = 4 * 1024 * 1024;
const SYNTAX_ERROR = 'Error while parsing request body. Please check your syntax.';

/** Characters of an answer that the request list keeps. */
const MAX_SHOWN = 64 * 1024;

class SyntaxProblem extends Error {}

/** What a running sandbox is about; the control API changes it. */
export class Sandbox {
	apiKey;
	log = new RequestLog();
	faults = new Faults();
	rates = new RateLimits();
	workspace;
	/** Grows with every change, so that the page can ask whether there is news. */
	version = 1;

	/** @param initial a workspace to start with */
	constructor(apiKey: string, initial?: unknown) {
		this.apiKey = apiKey;
		this.workspace = new Workspace(apiKey);
		if (initial !== undefined) configure(this.workspace, initial);
	}

	/** Back to an empty workspace: no faults, no requests, the one key. */
	reset() {
		this.log = new RequestLog();
		this.faults = new Faults();
		this.rates = new RateLimits();
		this.workspace = new Workspace(this.apiKey);
		this.version += 1;
	}
}

const logged: WeakMap<Request, { entry: Entry; started: number; log: RequestLog }> = new WeakMap();

function send(reply: Reply, answer: Answer | { status: number; text: string }) {
	reply.code(answer.status);
	if ('text' in answer) return reply.type('text/html; charset=utf-8').send(answer.text);
	return reply
		.headers(answer.headers ?? {})
		.type('application/json; charset=utf-8')
		.send(JSON.stringify(answer.body));
}

function close(request: Request, status: number, response: string | null) {
	const open = logged.get(request);
	if (!open) return;
	logged.delete(request);
	const { entry, started, log } = open;
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

function serve(
	sandbox: Sandbox,
	endpoint: Endpoint,
): (request: Request, reply: Reply) => Promise<Reply> {
	return async (request, reply) => {
		const { workspace, rates } = sandbox;
		const { body } = request;
		const url = new URL(request.url, `http://${request.headers.host ?? 'localhost'}`);
		const call = {
			body,
			query: url.searchParams,
			params: request.params as Record<string, string>,
			base: url.origin,
			workspace,
		};
		if (rates.count(workspace.settings)) return send(reply, rates.refusal(workspace.settings));

		const rule = sandbox.faults.decide(url.pathname);
		if (!rule) {
			reply.headers(rates.headers(workspace.settings));
			return send(reply, endpoint.handle(call));
		}
		const open = logged.get(request);
		if (open) open.entry.fault = nameOf(rule);
		if (rule.delayMs) await wait(rule.delayMs);
		const instead = injected(rule, { body, workspace, rates });
		const answer = isProcessed(rule) && !(rule.refuse && instead) ? endpoint.handle(call) : null;
		if (rule.cut) {
			sandbox.version += 1;
			return cut(request, reply);
		}
		if (instead) return send(reply, instead);
		if (rule.queued && answer && answer.status < 300) {
			return send(reply, { status: 202, body: { message: 'queued' } });
		}
		reply.headers(rates.headers(workspace.settings));
		return send(reply, answer ?? { status: 500, body: { message: 'No answer' } });
	};
}

function answerToError(error: unknown): Answer {
	const { code, message } = error as { code?: string; message: string };
	if (error instanceof SyntaxProblem) return { status: 400, body: { error: SYNTAX_ERROR } };
	if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
		return { status: 415, body: { message: 'Unsupported Media Type' } };
	}
	if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
		return { status: 413, body: { message: 'Request Entity Too Large' } };
	}
	if (error instanceof TypeError) return { status: 400, body: { message } };
	return { status: 500, body: { message: `The sandbox failed: ${message}` } };
}

/** @param app reads JSON, and JSON only */
function readJson(app: FastifyInstance) {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_, text, done) => {
		try {
			done(null, text === '' ? undefined : JSON.parse(String(text)));
		} catch {
			done(new SyntaxProblem(SYNTAX_ERROR));
		}
	});
}

/** A body is due with these methods. */
async function needBody(request: Request, reply: Reply) {
	if (request.body !== undefined || ['GET', 'DELETE'].includes(request.method)) return;
	const isJson = /^application\/json\b/.test(request.headers['content-type'] ?? '');
	if (isJson) throw new SyntaxProblem(SYNTAX_ERROR);
	await send(reply, { status: 415, body: { message: 'Unsupported Media Type' } });
}

/** The server, not yet listening. */
export function buildServer(sandbox: Sandbox): FastifyInstance {
	const app = fastify({ bodyLimit: MAX_BODY, forceCloseConnections: true });
	readJson(app);
	app.addHook('onRequest', (request, _, done) => {
		const isOurs = request.url === '/' || /^\/(_sandbox|favicon)/.test(request.url);
		if (!isOurs) {
			const { log } = sandbox;
			const entry = log.open(request.method, request.url);
			logged.set(request, { entry, started: performance.now(), log });
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
	app.setErrorHandler((error, _, reply) => send(reply, answerToError(error)));
	app.setNotFoundHandler((_, reply) =>
		send(reply, { status: 404, body: { message: 'Not Found' } }),
	);
	for (const endpoint of endpoints) {
		app.route({
			method: endpoint.method,
			url: endpoint.path,
			onRequest: async (request, reply) => {
				const { authorization } = request.headers;
				const refused = refusal(authorization, endpoint.permission, sandbox.workspace);
				if (refused) await send(reply, refused);
			},
			preValidation: needBody,
			handler: serve(sandbox, endpoint),
		});
	}
	addControl(app, sandbox);
	return app;
}
