import { DateTime } from 'luxon';

import { yesOrNo } from '../../nodes/Braze/model/boolean';
import { shownExpressions } from '../support/docs.mts';
import { evaluateCode } from '../support/javascript.mts';

/** What forms hold for somebody who declined, or was not asked. */
const DECLINED = ['no', 'No', 'false', 'off', '', undefined];

/** An item of which every field, however deep, is the same value. */
const itemOf = (value: unknown) => new Proxy({}, { get: () => value });

/** What an expression gives; undefined where n8n would say that it fails. */
function evaluate(code: string, json: unknown): unknown {
	const $ = () => ({ item: { json } });
	try {
		return evaluateCode(code, { $json: json, $, DateTime });
	} catch (error) {
		expect((error as Error).name).not.toBe('SyntaxError');
		return undefined;
	}
}

const consentOf = (code: string) =>
	DECLINED.map((value) => evaluate(code, itemOf(value))).filter(
		(result) => yesOrNo(result) === true,
	);

it('the check finds advice that makes a consent of a no', () => {
	expect(consentOf('$json.optin ? "opted_in" : "unsubscribed"')).toEqual(Array(4).fill('opted_in'));
	expect(consentOf('$json.optin !== "no"').length).toBeGreaterThan(0);
	expect(consentOf('$json.optin')).toEqual([]);
});

const SHOWN = shownExpressions();

it('there is advice to check', () => {
	expect(SHOWN.length).toBeGreaterThan(30);
});

it.each(SHOWN)('$file: {{ $code }} makes no consent of a no', ({ code }) => {
	expect(consentOf(code)).toEqual([]);
});
