import {
	type CallResponse,
	responder,
	FAILED,
	type N8nResponse,
	onResponse,
} from '../../../nodes/receiving/responses';
import { FakeResponse } from './support/response';

const accepted = { status: 200, body: { status: 'accepted', submissions: 1 } };
const BY_N8N = undefined;

describe.each(['onReceived', 'lastNode'] as const)('%s', (mode) => {
	const ask = (status: number, isEmpty: boolean) => {
		const confirmed: boolean[] = [];
		const answer = responder(mode, accepted, (is) => confirmed.push(is))({ status, isEmpty });
		return [answer, ...confirmed];
	};

	it.each([200, 201, 299])('an empty response %d of n8n means accepted', (status) => {
		expect(ask(status, true)).toEqual([accepted, true]);
	});

	it.each([199, 300, 404, 500, 503])('%d is an error, and stays', (status) => {
		expect(ask(status, true)).toEqual([BY_N8N, false]);
		expect(ask(status, false)).toEqual([BY_N8N, false]);
	});

	it('a success in words is accepted only where it says that the execution is stored', () => {
		expect(ask(200, false)).toEqual(mode === 'onReceived' ? [accepted, true] : [FAILED, false]);
	});
});

/** Watches a response, and replaces it if there is another. */
function watch(response: FakeResponse, other?: CallResponse) {
	const given: N8nResponse[] = [];
	onResponse(response, (answer) => {
		given.push(answer);
		return other;
	});
	return given;
}

describe("n8n's answer", () => {
	it('is told when it is given, with the status it has then, and once', () => {
		const response = new FakeResponse(200);
		const given = watch(response);
		expect(given).toEqual([]);
		response.statusCode = 500;
		response.end();
		response.end();
		expect(given).toEqual([{ status: 500, isEmpty: true }]);
	});

	it('is empty only without a body', () => {
		for (const [body, isEmpty] of [
			[undefined, true],
			['', false],
			['{}', false],
		]) {
			const response = new FakeResponse(200);
			const given = watch(response);
			response.end(body);
			expect(given).toEqual([{ status: 200, isEmpty }]);
		}
	});

	it('goes on its way unchanged where there is no other', () => {
		const response = new FakeResponse(200);
		watch(response);
		response.setHeader('Content-Length', '4');
		expect(response.end('text', 'utf8')).toBe(response);
		response.end();
		expect(response.ended).toEqual([['text', 'utf8'], []]);
		expect([...response.headers]).toEqual([['content-length', '4']]);
	});

	it('is replaced as a whole by another: status, headers and body', () => {
		const other = { status: 503, body: { status: 'retry' }, headers: { 'Retry-After': '1' } };
		const response = new FakeResponse(200);
		watch(response, other);
		response.setHeader('Content-Length', '999');
		response.setHeader('ETag', 'of the other body');
		response.setHeader('Content-Type', 'text/html');
		response.setHeader('X-Kept', 'yes');
		response.end('{"message":"Workflow executed successfully but no data was returned"}', 'utf8');
		expect(response.statusCode).toBe(503);
		expect(response.ended).toEqual([['{"status":"retry"}']]);
		expect(Object.fromEntries(response.headers)).toEqual({
			'content-type': 'application/json; charset=utf-8',
			'retry-after': '1',
			'x-kept': 'yes',
		});
	});

	it('stays when its headers are on their way already', () => {
		const response = new FakeResponse(200);
		response.headersSent = true;
		watch(response, { status: 503, body: {} });
		response.end();
		expect(response.statusCode).toBe(200);
		expect(response.ended).toEqual([[]]);
	});
});
