import { answering, FAILED } from '../../../nodes/receiving/answers';

const accepted = { status: 200, body: { status: 'accepted', submissions: 1 } };
const BY_N8N = undefined;

describe.each(['onReceived', 'lastNode'] as const)('%s', (mode) => {
	const ask = (status: number, isEmpty: boolean) => {
		const confirmed: boolean[] = [];
		const answer = answering(mode, accepted, (is) => confirmed.push(is))({ status, isEmpty });
		return [answer, ...confirmed];
	};

	it.each([200, 201, 299])('an empty answer %d of n8n means accepted', (status) => {
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
