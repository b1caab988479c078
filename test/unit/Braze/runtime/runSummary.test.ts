import fc from 'fast-check';

import {
	countStatuses,
	hintsOf,
	type RunSummary,
} from '../../../../nodes/Braze/runtime/runSummary';

const summary = (statuses: Record<string, number>, more: Partial<RunSummary> = {}): RunSummary => ({
	statuses: new Map(Object.entries(statuses)),
	isPreview: false,
	hasErrorOutput: false,
	requests: 1,
	rateLimits: 0,
	waited: 0,
	leftOut: new Map(),
	remarks: new Map(),
	nearMisses: [],
	advice: [],
	...more,
});

const hints = (...given: Parameters<typeof summary>) =>
	hintsOf(summary(...given)).map(({ type, message }) => `${type}: ${message}`);

describe('a hint after a run', () => {
	it.each<[string, ...Parameters<typeof summary>]>([
		['info: 1 item accepted. 1 request.', { accepted: 1 }],
		['info: 10,000 items accepted. 134 requests.', { accepted: 10_000 }, { requests: 134 }],
		[
			'warning: 4 items: 2 accepted, 1 partial, 1 rejected. 1 request.',
			{ accepted: 2, partial: 1, rejected: 1 },
		],
		[
			'warning: 2 items: 1 accepted, 1 rejected. 1 request. In the error branch, the last fields say why.',
			{ accepted: 1, rejected: 1 },
			{ hasErrorOutput: true },
		],
		['info: 1 item accepted. 1 request.', { accepted: 1 }, { hasErrorOutput: true }],
		['info: 3 items: 2 accepted, 1 unchanged. 1 request.', { accepted: 2, unchanged: 1 }],
		['info: Nothing was sent. 3 items unchanged.', { unchanged: 3 }, { requests: 0 }],
		['warning: Nothing was sent. 2 items rejected.', { rejected: 2 }, { requests: 0 }],
		[
			'warning: Nothing was sent: nothing is mapped, or every mapped value is empty. 2 items skipped.',
			{ skipped: 2 },
			{ requests: 0 },
		],
		[
			'info: Nothing was sent: this was a dry run. 3 items: 2 can be sent, 1 rejected.',
			{ preview: 2, rejected: 1 },
			{ isPreview: true, requests: 0 },
		],
		[
			"info: 9 items accepted. 3 requests; Braze's rate limit was reached once, waited 2 seconds.",
			{ accepted: 9 },
			{ requests: 3, rateLimits: 1, waited: 1_600 },
		],
		[
			"info: 9 items accepted. 3 requests; Braze's rate limit was reached 2 times, waited 0 seconds.",
			{ accepted: 9 },
			{ requests: 3, rateLimits: 2, waited: 90 },
		],
		[
			'info: 9 items accepted. 3 requests; waited 12 seconds, as Braze asked.',
			{ accepted: 9 },
			{ requests: 3, waited: 12_000 },
		],
	])('%s', (expected, ...given) => {
		expect(hints(...given)).toEqual([expected]);
	});

	it('names what was left out, with how many items it is missing from', () => {
		const leftOut = new Map([
			['phone', 12],
			['event "won"', 1],
		]);
		expect(hints({ accepted: 20 }, { leftOut })[1]).toBe(
			'warning: Left out: phone (12 items), event "won" (1 item). The items’ warnings say why.',
		);
	});

	it('names ten fields at most', () => {
		const leftOut = new Map(Array.from({ length: 12 }, (_, n) => [`f${n}`, 1]));
		expect(hints({ accepted: 1 }, { leftOut })[1]).toContain('f9 (1 item) and 2 more fields. The');
	});

	it('names attributes that were likely meant to be Braze’s own', () => {
		const nearMisses = [
			{ name: 'mobile_number', standard: 'phone' },
			{ name: 'city', standard: 'home_city' },
		];
		expect(hints({ accepted: 1 }, { nearMisses })[1]).toBe(
			'info: "mobile_number" was written to a custom attribute. Braze\'s own attribute is "phone": if that is meant, rename it to "phone" in Attributes. "city" was written to a custom attribute. Braze\'s own attribute is "home_city": if that is meant, rename it to "home_city" in Attributes.',
		);
		const dry = hints({ preview: 1 }, { nearMisses, isPreview: true });
		expect(dry[1]).toContain('"mobile_number" would be written to a custom attribute');
	});

	it('says what auto-map left out, and what no item fills', () => {
		const mapping = {
			unknownFields: new Map([['favorite_team', 3]]),
			emptyFields: ['last_name'],
			isConditional: false,
			idleRows: [{ collection: 'Events', field: 'Event Name', rows: [1, 3] }],
		};
		expect(hints({ accepted: 3 }, { mapping }).slice(1)).toEqual([
			'info: Not mapped: favorite_team (3 items). The list of attributes has none with this name. If your workspace has, refresh the list in Attributes; to create one, set Attributes Mode to "Drag and Drop".',
			'info: last_name: no item has a value. Check that the input has the fields that are mapped.',
			'warning: Events: Event Name is not chosen (row 1, row 3), so nothing is sent for it. Choose one, or map a field to it.',
		]);
	});

	it('says why nothing was sent only as it is', () => {
		const skipped = { skipped: 1 };
		const none = {
			unknownFields: new Map<string, number>(),
			emptyFields: [],
			idleRows: [],
		};
		expect(hints(skipped, { leftOut: new Map([['phone', 1]]) })[0]).toContain(
			'what is mapped was left out, or is empty',
		);
		expect(hints(skipped, { mapping: { ...none, isConditional: true } })[0]).toContain(
			'its Send If is no',
		);
	});

	it('is no HTML of the data’s', () => {
		const name = `<img src=x onerror="alert(1)">&${'x'.repeat(100)}`;
		const all = hints(
			{ accepted: 1 },
			{ leftOut: new Map([[name, 1]]), nearMisses: [{ name, standard: 'email' }] },
		);
		expect(all.join()).not.toMatch(/<|x{40}/);
		expect(all[1]).toContain('&lt;img src=x onerror="alert(1)"&gt;&amp;x');
	});
});

it('what was sent and is to be checked is counted by its field, and advice names its fields', () => {
	const remarks = new Map([['timestamp', 2]]);
	const advice = [{ fields: new Map([['visit<b>', 3]]), text: 'Do this.' }];
	expect(hintsOf(summary({ accepted: 3 }, { remarks, advice })).slice(1)).toEqual([
		{
			message: 'Sent, but to be checked: timestamp (2 items). The items’ warnings say why.',
			type: 'warning',
		},
		{ message: 'visit&lt;b&gt; (3 items): Do this.', type: 'info' },
	]);
});

it('good items come first in the counts', () => {
	const all = ['rejected', 'skipped', 'accepted', 'partial', 'strange'];
	const counts = countStatuses(all.map((status) => ({ json: { status }, errors: [] })));
	expect([...counts.keys()]).toEqual(['accepted', 'partial', 'rejected', 'skipped', 'strange']);
});

it('the counts add up to the items', () => {
	const status = fc.constantFrom('accepted', 'partial', 'rejected', 'unchanged', 'skipped');
	fc.assert(
		fc.property(fc.array(status, { minLength: 1 }), (all) => {
			const counts = countStatuses(all.map((one) => ({ json: { status: one }, errors: [] })));
			const [{ message }] = hintsOf({ ...summary({}), statuses: counts });
			const [total, ...parts] = [...message.matchAll(/\d+(?! request)/g)].map(Number);
			expect(total).toBe(all.length);
			if (parts.length > 0) expect(parts.reduce((sum, one) => sum + one)).toBe(all.length);
			expect([...counts.values()].reduce((sum, one) => sum + one)).toBe(all.length);
		}),
	);
});
