import { checkEvent, checkEventName, EVENT_PROPERTIES } from '../../../../nodes/Braze/model/events';
import { ItemError } from '../../../../nodes/Braze/model/itemError';
import { MissingPart } from '../../../../nodes/Braze/model/missingPart';
import {
	checkCurrency,
	checkPrice,
	checkProductId,
	checkQuantity,
	PURCHASE_PROPERTIES,
} from '../../../../nodes/Braze/model/purchases';

/** Checks that a value is refused as an item's error. */
const refused = (check: (value: unknown) => unknown, value: unknown, problem: RegExp) => {
	expect(() => check(value)).toThrow(ItemError);
	expect(() => check(value)).toThrow(problem);
};

describe('an event', () => {
	it.each(['entered', 'x'.repeat(255), '😀'.repeat(119)])('may be named %s', (name) => {
		expect(checkEventName(name)).toBe(name);
	});

	it('has no blanks around its name', () => {
		expect(checkEventName(' Won\n')).toBe('Won');
		expect(checkEventName('\u200bWon\u2060')).toBe('Won');
	});

	it.each([
		['$won', /^Event Name starts with \$, which Braze does not accept/],
		['😀'.repeat(120), /^Event Name has 480 bytes, but Braze keeps only 479 and cuts the rest/],
		['M\ufffda', /^Event Name has lost letters/],
	])('may not be named %s', (name, problem) => {
		refused(checkEventName, name, problem);
	});

	it.each([undefined, null, '', '  ', '\u200b'])('is none if its name is %j', (name) => {
		expect(checkEventName(name)).toBeUndefined();
	});

	it('may be named by a number, and by nothing else but text', () => {
		expect(checkEventName(5)).toBe('5');
		refused(checkEventName, 2 ** 60, /^Event Name is a whole number above 2\^53/);
		refused(checkEventName, {}, /^Event Name must be text\.$/);
		refused(checkEventName, true, /^Event Name must be text\.$/);
		const missing = new MissingPart('{{ $json.a }}', 'empty');
		refused(
			checkEventName,
			missing,
			/^Event Name is put together .+ \{\{ \$json\.a \}\} is empty\.$/,
		);
		refused(checkProductId, missing, /^Product ID is put together .+ is empty\.$/);
		refused(checkEventName, 'q-[object Object]', /^Event Name must be text\.$/);
		refused(checkEventName, 'undefined', /^Event Name must be text\.$/);
		expect(checkEventName('none')).toBe('none');
	});

	it('may not have a longer name than Braze takes', () => {
		refused(
			checkEventName,
			'x'.repeat(256),
			/^Event Name has 256 characters, but Braze accepts only 255\./,
		);
		refused(checkEventName, '😀'.repeat(256), /^Event Name has 256 characters/);
	});

	it.each([{}, 'x'.repeat(256), '$won'])('whose name is refused shows it', (value) => {
		expect(() => checkEventName(value)).toThrow(expect.objectContaining({ source: { value } }));
	});

	it('is name, time and properties, if it has any', () => {
		const event = { name: 'e', time: '2026-01-01T00:00:00Z' };
		expect(checkEvent(event)).toEqual(event);
		expect(Object.keys(checkEvent(event))).toEqual(['name', 'time']);
		expect(checkEvent({ ...event, properties: { a: 1 } })).toEqual({
			...event,
			properties: { a: 1 },
		});
	});

	it('of Braze’s eCommerce events has what they require', () => {
		const event = { name: 'ecommerce.order_placed', time: '2026-01-01T00:00:00Z' };
		refused(() => checkEvent(event), undefined, /order_id \(text\) is missing/);
	});

	it('has reserved names and a size of properties', () => {
		expect([...EVENT_PROPERTIES.reserved]).toEqual(['time', 'event_name']);
		expect(EVENT_PROPERTIES.bytes).toBe(100 * 1024);
	});
});

describe('a purchase', () => {
	it('has a product', () => {
		expect(checkProductId('vip-ticket')).toBe('vip-ticket');
		expect(checkProductId(42)).toBe('42');
		expect(checkProductId('x'.repeat(255))).toHaveLength(255);
		for (const value of [undefined, null, '', ' ', {}, true]) {
			refused(checkProductId, value, /^Product ID is empty\.$/);
		}
		refused(
			checkProductId,
			'x'.repeat(256),
			/^Product ID has 256 characters, but Braze accepts only 255\./,
		);
		refused(checkProductId, 2 ** 53, /^Product ID is a whole number above 2\^53/);
		for (const text of ['undefined', 'q-[object Object]']) {
			refused(checkProductId, text, /^Product ID must be text\.$/);
		}
	});

	it.each<[(value: unknown) => unknown, unknown]>([
		[checkProductId, 'undefined'],
		[checkProductId, 'x'.repeat(256)],
		[checkCurrency, 'dollars'],
		[checkPrice, '9,5'],
		[checkQuantity, 101],
	])('shows what is refused', (check, value) => {
		expect(() => check(value)).toThrow(expect.objectContaining({ source: { value } }));
	});

	it('has a currency', () => {
		expect(checkCurrency(' aud ')).toBe('AUD');
		expect(checkCurrency('VES')).toBe('VES');
		for (const value of ['', 'dollars', 'AU', 'A1D', 'xAUD', 'XXX', 'DEM', 5, undefined, null]) {
			refused(checkCurrency, value, /^Currency must be a code of ISO 4217, with three letters/);
		}
	});

	it.each([
		[9.5, 9.5],
		['9.5', 9.5],
		[' -3 ', -3],
		[0, 0],
		['9.55', 9.55],
	])('has the price %j', (value, price) => {
		expect(checkPrice(value)).toBe(price);
	});

	it.each([
		undefined,
		null,
		'',
		'x',
		'9,5',
		'1e3',
		'.5',
		'9.',
		'x9',
		'9x',
		true,
		['9.5'],
		Number.NaN,
	])('may not have the price %j', (value) => {
		refused(checkPrice, value, /^Price must be a number such as 19\.99\.$/);
	});

	it.each([
		[1, 1],
		['100', 100],
		[undefined, undefined],
		[null, undefined],
		['', undefined],
	])('has the quantity %j', (value, quantity) => {
		expect(checkQuantity(value)).toBe(quantity);
	});

	it.each([0, 101, 1.5, 'x', -1, true])('may not have the quantity %j', (value) => {
		refused(checkQuantity, value, /^Quantity must be a whole number from 1 to 100\.$/);
	});

	it('has reserved names and a size of properties', () => {
		expect([...PURCHASE_PROPERTIES.reserved]).toEqual([
			'time',
			'product_id',
			'quantity',
			'event_name',
			'price',
			'currency',
		]);
		expect(PURCHASE_PROPERTIES.bytes).toBe(50 * 1024);
	});
});
