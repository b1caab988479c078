import type { IDataObject } from 'n8n-workflow';

import { compileWebhookMessage } from '../../../../nodes/Braze/resources/message/webhook';
import type { Parameters } from '../../../../nodes/Braze/runtime/parameters';
import { parametersOf } from '../support/parameters';

const read = (given: IDataObject) => {
	const parameters = parametersOf({
		webhookUrl: 'https://example.com',
		webhookMethod: 'POST',
		...given,
	});
	return compileWebhookMessage(parameters as unknown as Parameters)({}, 0).webhook;
};
const withHeader = (value: string) =>
	read({ options: { webhookHeaders: { header: [{ name: 'X-Name', value }] } } });

describe('a webhook', () => {
	it.each([
		['"Mi\ud83d"', '"Mi"'],
		[{ a: ['Mi\ud83d', null, 1] }, '{"a":["Mi",null,1]}'],
		['  {{${user_id}}}\n', '  {{${user_id}}}\n'],
		[7, '7'],
		['', undefined],
	])('sends %j without halves of characters', (webhookBody, body) => {
		expect(read({ webhookBody }).body).toBe(body);
	});

	it('has no header with half a character', () => {
		expect(withHeader('Mi\ud83d').request_headers).toEqual({ 'X-Name': 'Mi' });
	});

	it('is refused where letters were lost', () => {
		expect(() => read({ webhookBody: 'M\ufffdller' })).toThrow(/^Body has lost letters/);
		expect(() => read({ webhookBody: { a: 'M\ufffdller' } })).toThrow(/^Body \.a has lost/);
		expect(() => withHeader('M\ufffdller')).toThrow(/^Request Headers, row 1: Value has lost/);
	});
});
