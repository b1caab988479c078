import { executeFilter, type FilterOptionsValue, type FilterValue } from 'n8n-workflow';

import { readTemplate } from '../support/templates.mts';

/** What forms, people and programs write. */
const YES = [
	...[
		true,
		1,
		'true',
		'TRUE',
		' True ',
		'yes',
		'Yes',
		'Yes.',
		'y',
		'on',
		'ON',
		'1',
		'checked',
		'x',
	],
	...['accept', 'accepted', 'agree', 'agreed', 'subscribe', 'subscribed', 'opted_in'],
	...['Opt-in', 'opt in', 'ja', 'oui', 'sí', 'sim', 'tak', '“yes”', ['yes']],
];
const NOT_YES = [
	...[false, 0, 'false', 'FALSE', 'no', 'No', 'n', 'off', '0', 'none', 'null', 'undefined', 'nein'],
	...[
		'No thanks',
		'no, thank you',
		'not yet',
		'unsubscribed',
		'opted_out',
		'unchecked',
		'declined',
	],
	...[
		'',
		' ',
		null,
		undefined,
		'n/a',
		'-',
		'-1',
		'2',
		'10',
		'maybe',
		'yes or no',
		'I do not agree',
	],
	...['on hold', 'disagree', 'onwards', 'ñyes', 'yesterday', [], {}, ['no']],
];

/** What an IF node makes of a value that is dragged to its condition. */
function goesOn(file: string, value: unknown): boolean {
	const node = readTemplate(file).nodes.find(({ name }) => name === 'Opted In?');
	const conditions = node?.parameters.conditions as FilterValue & { options: FilterOptionsValue };
	const [condition] = conditions.conditions;
	expect(condition.leftValue).toBe('={{ $json.optin }}');
	const resolved = { ...conditions, conditions: [{ ...condition, leftValue: value as never }] };
	return patiently(() => executeFilter(resolved));
}

/** n8n ends a pattern by the clock, which a machine with other work may need more than once. */
function patiently<Result>(work: () => Result, tries = 20): Result {
	if (tries === 1) return work();
	try {
		return work();
	} catch {
		return patiently(work, tries - 1);
	}
}

describe.each(['komo-opt-in-to-subscription-group.json', 'komo-prize-to-braze-campaign.json'])(
	'%s',
	(file) => {
		it.each(YES)('%j is a consent', (answer) => {
			expect(goesOn(file, answer)).toBe(true);
		});

		it.each(NOT_YES.map((answer) => [answer]))('%j is none', (answer) => {
			expect(goesOn(file, answer)).toBe(false);
		});
	},
);
