import { compilePath, isDeferred, parsePath } from '../../../../nodes/Braze/mapping/path';

describe('a plain path', () => {
	it.each([
		['={{ $json }}', []],
		['={{ $json.email }}', ['email']],
		['={{$json.email}}', ['email']],
		['={{ $json.a.b.c }}', ['a', 'b', 'c']],
		['={{ $json["favorite team"] }}', ['favorite team']],
		["={{ $json['favorite team'].name }}", ['favorite team', 'name']],
		['={{ $json.list[0] }}', ['list', '0']],
		['={{ $json.list[12].x }}', ['list', '12', 'x']],
		['={{ $json?.a?.b }}', ['a', 'b']],
		['={{ $json.a?.[0] }}', ['a', '0']],
		['={{ $json.naïve.größe }}', ['naïve', 'größe']],
		['={{ $json.class.$x._y }}', ['class', '$x', '_y']],
		['={{ $json.text.length }}', ['text', 'length']],
		["={{ $json['Mum\\'s pick'] }}", ["Mum's pick"]],
		['={{ $json["say \\"hi\\""].x }}', ['say "hi"', 'x']],
	])('%s is read directly', (expression, keys) => {
		expect(parsePath(expression)).toEqual(keys);
	});

	it.each([
		'{{ $json.email }}',
		'={{ $json.email }} ',
		'=Hello {{ $json.email }}',
		'={{ $json.email.toLowerCase() }}',
		'={{ $json.a + $json.b }}',
		'={{ $json.a || "x" }}',
		"={{ $('Komo Trigger').item.json.email }}",
		'={{ $json.list[-1] }}',
		'={{ $json.list[01] }}',
		'={{ $json[$json.key] }}',
		'={{ $json["a\\n"] }}',
		'={{ $json["a}}"] }}',
		'={{ $json.constructor }}',
		'={{ $json.a.__proto__ }}',
		'={{ $json.toString }}',
		'={{ $jsonx.a }}',
		'={{ $json.a; 1 }}',
		'={{ $input.item.json.a }}',
		'={{ }}',
	])('%s is left to n8n', (expression) => {
		expect(parsePath(expression)).toBeUndefined();
	});
});

describe('a compiled path', () => {
	const json = {
		text: 'abc',
		number: 0,
		no: false,
		nothing: null,
		list: [{ x: 1 }, 'b'],
		nested: { 'a b': { deep: true } },
		values: 'a field named like a method',
		unset: undefined,
		bare: Object.assign(Object.create(null) as object, { x: 1 }),
	};

	const read = (path: string) => compilePath(`={{ $json${path} }}`)?.(json);

	it('gives values as they are', () => {
		expect(read('')).toBe(json);
		expect(read('.text')).toBe('abc');
		expect(read('.number')).toBe(0);
		expect(read('.no')).toBe(false);
		expect(read('.nothing')).toBeNull();
		expect(read('.list[0].x')).toBe(1);
		expect(read('.nested["a b"]')).toEqual({ deep: true });
		expect(read('.values')).toBe('a field named like a method');
		expect(read('.unset')).toBeUndefined();
		expect(read('.bare')).toBe(json.bare);
		expect(read('.bare.x')).toBe(1);
	});

	it('gives undefined for what is missing, and below null', () => {
		expect(read('.missing')).toBeUndefined();
		expect(read('.missing.deeper')).toBeUndefined();
		expect(read('.nothing.deeper')).toBeUndefined();
		expect(read('.unset.deeper')).toBeUndefined();
		expect(read('.list[7]')).toBeUndefined();
		expect(read('.number.x')).toBeUndefined();
	});

	it('knows the length of texts and lists', () => {
		expect(read('.text.length')).toBe(3);
		expect(read('.list.length')).toBe(2);
	});

	it('leaves what a package adds to all texts to n8n, which reads them where it has not', () => {
		Object.defineProperty(String.prototype, 'red', { get: () => 'red', configurable: true });
		try {
			expect(isDeferred(read('.text.red'))).toBe(true);
		} finally {
			Reflect.deleteProperty(String.prototype, 'red');
		}
	});

	it('leaves what is inherited, and what is no plain data, to n8n', () => {
		expect(isDeferred(read('.list.map'))).toBe(true);
		expect(isDeferred(read('.text.trim'))).toBe(true);
		const date = compilePath('={{ $json.date }}')?.({ date: new Date() });
		expect(isDeferred(date)).toBe(true);
		const inside = compilePath('={{ $json.a }}')?.({ a: { b: [new Date()] } });
		expect(isDeferred(inside)).toBe(true);
		for (const value of [new Date(), () => 1]) {
			const below = compilePath('={{ $json.a.b }}')?.({ a: value });
			expect(isDeferred(below)).toBe(true);
			expect(isDeferred(compilePath('={{ $json.a }}')?.({ a: value }))).toBe(true);
		}
	});
});
