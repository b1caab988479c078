'use strict';

const { setTimeout: wait } = require('node:timers/promises');
const { fastify } = require('fastify');

const { refusal } = require('./auth');
const { addControl } = require('./control');
const { Faults, nameOf } = require('./faults');
const { injected, isProcessed } = require('./inject');
const { RequestLog } = require('./log');
const { RateLimits } = require('./rates');
const { endpoints } = require('./routes');
const { Workspace, configure } = require('./state/workspace');

/** @typedef {import('fastify').FastifyRequest} Request */
/** @typedef {import('fastify').FastifyReply} Reply */
/** @typedef {import('./types').Answer} Answer */
/** @typedef {import('./types-http').Endpoint} Endpoint */

/** Bytes of a request body (API limits page). */
const MAX_BODY = 4 * 1024 * 1024;
const SYNTAX_ERROR = 'Error while parsing request body. Please check your syntax.';

/** Characters of an answer that the request list keeps. */
const MAX_SHOWN = 64 * 1024;

class SyntaxProblem extends Error {}

/** What a running sandbox is about; the control API changes it. */
class Sandbox {
	/** @param {string} apiKey @param {unknown} [initial] a workspace to start with */
	constructor(apiKey, initial) {
		this.apiKey = apiKey;
		this.log = new RequestLog();
		this.faults = new Faults();
		this.rates = new RateLimits();
		this.workspace = new Workspace(apiKey);
		/** Grows with every change, so that the page can ask whether there is news. */
		this.version = 1;
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

/** @type {WeakMap<Request, { entry: import('./log').Entry, started: number, log: RequestLog }>} */
const logged = new WeakMap();

/** @param {Reply} reply @param {Answer | { status: number, text: string }} answer */
function send(reply, answer) {
	reply.code(answer.status);
	if ('text' in answer) return reply.type('text/html; charset=utf-8').send(answer.text);
	return reply
		.headers(answer.headers ?? {})
		.type('application/json; charset=utf-8')
		.send(JSON.stringify(answer.body));
}

/** @param {Request} request @param {number} status @param {string | null} response */
function close(request, status, response) {
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

/** @param {Request} request @param {Reply} reply */
function cut(request, reply) {
	close(request, 0, null);
	reply.hijack();
	request.raw.socket.destroy();
	return reply;
}

/**
 * @param {Sandbox} sandbox
 * @param {Endpoint} endpoint
 * @returns {(request: Request, reply: Reply) => Promise<Reply>}
 */
function serve(sandbox, endpoint) {
	return async (request, reply) => {
		const { workspace, rates } = sandbox;
		const { body } = request;
		const url = new URL(request.url, `http://${request.headers.host ?? 'localhost'}`);
		const call = {
			body,
			query: url.searchParams,
			params: /** @type {Record<string, string>} */ (request.params),
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

/** @param {unknown} error @returns {Answer} */
function answerToError(error) {
	const { code, message } = /** @type {{ code?: string, message: string }} */ (error);
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

/** @param {import('fastify').FastifyInstance} app reads JSON, and JSON only */
function readJson(app) {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_, text, done) => {
		if (text === '') return done(null, undefined);
		try {
			return done(null, JSON.parse(String(text)));
		} catch {
			return done(new SyntaxProblem(SYNTAX_ERROR));
		}
	});
}

/**
 * A body is due with these methods.
 *
 * @param {Request} request
 * @param {Reply} reply
 */
async function needBody(request, reply) {
	if (request.body !== undefined || ['GET', 'DELETE'].includes(request.method)) return;
	const isJson = /^application\/json\b/.test(request.headers['content-type'] ?? '');
	if (isJson) throw new SyntaxProblem(SYNTAX_ERROR);
	await send(reply, { status: 415, body: { message: 'Unsupported Media Type' } });
}

/**
 * The server, not yet listening.
 *
 * @param {Sandbox} sandbox
 * @returns {import('fastify').FastifyInstance}
 */
function buildServer(sandbox) {
	const app = fastify({ bodyLimit: MAX_BODY, forceCloseConnections: true });
	readJson(app);
	app.addHook('onRequest', async (request) => {
		const isOurs = request.url === '/' || /^\/(_sandbox|favicon)/.test(request.url);
		if (isOurs) return;
		const { log } = sandbox;
		const entry = log.open(request.method, request.url);
		logged.set(request, { entry, started: performance.now(), log });
	});
	app.addHook('onSend', async (request, reply, payload) => {
		if (!logged.has(request)) return;
		close(request, reply.statusCode, typeof payload === 'string' ? payload : null);
	});
	app.addHook('onResponse', async (request) => {
		if (!request.url.startsWith('/_sandbox')) sandbox.version += 1;
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

module.exports = { Sandbox, buildServer };
