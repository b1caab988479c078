import { Outcomes } from '../../../../nodes/Braze/batch/outcomes';
import { preview, refuseTooLarge } from '../../../../nodes/Braze/batch/preview';
import type { Endpoint, Group, RequestObject } from '../../../../nodes/Braze/batch/types';

const endpoint = (more: Partial<Endpoint> = {}): Endpoint => ({
	method: 'POST',
	path: '/users/track',
	limits: { objects: 2, per: 'request', bytes: 3000 },
	...more,
});

const object = (n: number, ...items: number[]): RequestObject => ({
	array: 'attributes',
	content: { n },
	items,
	idempotent: true,
});

const show = (stages: Group[][], more: Partial<Endpoint> = {}) => {
	const outcomes = new Outcomes();
	return { shown: preview([{ endpoint: endpoint(more), stages }], outcomes), outcomes };
};

const body = (...numbers: number[]) => ({ attributes: numbers.map((n) => ({ n })) });

describe('a dry run', () => {
	it('shows each body on the first of its items, and the others where', () => {
		const { shown } = show([[[object(0, 3)], [object(1, 1, 2)], [object(2, 0)]]]);
		expect(Object.fromEntries(shown)).toEqual({
			1: { requests: [body(0, 1)] },
			2: { requests: [], requests_on_items: [1] },
			3: { requests: [], requests_on_items: [1] },
			0: { requests: [body(2)] },
		});
	});

	it('shows all requests of an item: rests and later stages, too', () => {
		const group = [0, 1, 2].map((n) => object(n, 0));
		const { shown } = show([
			[group],
			[[object(3, 0), object(4, 1)]],
			[[object(5, 0), object(6, 1)]],
		]);
		expect(Object.fromEntries(shown)).toEqual({
			0: { requests: [body(0, 1), body(2), body(3, 4), body(5, 6)] },
			1: { requests: [], requests_on_items: [0] },
		});
	});

	it('shows the requests of every endpoint', () => {
		const stages = [[[object(0, 0)]]];
		const to = (path: string) => ({ endpoint: endpoint({ path }), stages });
		expect(preview([to('/a'), to('/b')], new Outcomes()).get(0)?.requests).toHaveLength(2);
	});

	it('refuses what is too large to be sent', () => {
		const large: RequestObject = { ...object(0, 0), content: { text: 'x'.repeat(3000) } };
		const { shown, outcomes } = show([[[large], [object(1, 1)]]]);
		expect([...shown.keys()]).toEqual([1]);
		expect(outcomes.errorsOf(0)[0]).toMatch(
			/^attributes: larger than the .* MB that Braze accepts/,
		);
		const alone = new Outcomes();
		refuseTooLarge([{ endpoint: endpoint(), stages: [[[large], [object(1, 1)]]] }], alone);
		expect(alone.errorsOf(0)).toEqual(outcomes.errorsOf(0));
		expect(alone.errorsOf(1)).toEqual([]);
		const named = show([[[large]]], { nameOf: () => 'that one' });
		expect(named.outcomes.errorsOf(0)[0]).toMatch(/^that one: larger/);
	});
});
