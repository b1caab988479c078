import type * as komoTrigger from '../../../nodes/Komo/KomoTrigger.node';

it('in an n8n before 2.35, an expression says when to respond', () => {
	const { fromParameter, webhookDescriptionFields, ...earlier } =
		jest.requireActual<Record<string, unknown>>('n8n-workflow');
	expect([fromParameter, webhookDescriptionFields]).toEqual([
		expect.any(Function),
		expect.any(Function),
	]);
	jest.doMock('n8n-workflow', () => earlier);
	const { KomoTrigger } = jest.requireActual<typeof komoTrigger>(
		'../../../nodes/Komo/KomoTrigger.node',
	);
	const [webhook] = new KomoTrigger().description.webhooks ?? [];
	expect(webhook).toEqual({
		name: 'default',
		httpMethod: 'POST',
		responseMode: '={{$parameter["responseMode"] || "onReceived"}}',
		responseData: 'noData',
		path: 'komo',
	});
});
