import { ALIAS_LABEL, makeItem } from '../items.mts';

/** What a run gets as its input. */
export interface Given {
	parameters: object;
	items: object[];
	/** Items that Braze takes. */
	accepted: number;
}

/** What anybody who knows a webhook's address might send, by name. */
export const HOSTILE = {
	'One hostile item: names whose values Braze refuses': (size: number): Given => ({
		parameters: byJson('attributesJson'),
		items: [{ email: 'a@example.com', given: keysOf(size, { 'a b': 1 }) }],
		accepted: 0,
	}),
	'One hostile item: events without a name': (size: number): Given => ({
		parameters: byJson('eventsJson'),
		items: [{ email: 'a@example.com', given: Array.from({ length: size }, () => ({})) }],
		accepted: 0,
	}),
	'One user, many items with an event each': (size: number): Given => ({
		parameters: byJson('eventsJson'),
		items: ofOneUser(size, () => [{ name: 'played' }]),
		accepted: size,
	}),
	'One user, many items with another attribute each': (size: number): Given => ({
		parameters: byJson('attributesJson'),
		items: ofOneUser(size, (index) => ({ [`k${index}`]: 1 })),
		accepted: size,
	}),
} as const;

export type Hostile = keyof typeof HOSTILE;

function byJson(name: 'attributesJson' | 'eventsJson') {
	const given = '={{ $json.given }}';
	return {
		resource: 'user',
		operation: 'track',
		identifyBy: 'userAlias',
		aliasLabel: ALIAS_LABEL,
		aliasName: '={{ $json.email }}',
		attributesMode: 'json',
		attributesJson: name === 'attributesJson' ? given : '{}',
		options: name === 'eventsJson' ? { eventsJson: given } : {},
	};
}

const keysOf = (count: number, value: unknown) =>
	Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, value]));

const ofOneUser = (count: number, given: (index: number) => unknown) =>
	Array.from({ length: count }, (_, index) => ({ email: makeItem(0).email, given: given(index) }));
