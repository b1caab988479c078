import fc from 'fast-check';

import { parseName, pathOfRow } from '../../../../nodes/Braze/mapping/name';

describe('a name', () => {
	it.each([
		['email', ['email']],
		['address.city', ['address', 'city']],
		['fields.email', ['fields', 'email']],
		["['favorite team']", ['favorite team']],
		['["favorite team"]', ['favorite team']],
		["fields['favorite team'].x", ['fields', 'favorite team', 'x']],
		["['']", ['']],
		["[' Team ']", ['Team']],
		['favorite team', ['favorite team']],
		['C[++]', ['C[++]']],
		['a..b', ['a..b']],
		['a.', ['a.']],
		[' Team\n', ['Team']],
		['\u200bTeam\ufeff', ['Team']],
		['No. of children', ['No. of children']],
		['1. Your age?', ['1. Your age?']],
		["['Mum\\'s pick [best]']", ["Mum's pick [best]"]],
		["fields['What\\'s it?']", ['fields', "What's it?"]],
		['["say \\"hi\\""]', ['say "hi"']],
	])('%s stands for %j', (name, keys) => {
		expect(parseName(name)).toEqual(keys);
	});

	it.each([
		[' ', 'the name is empty. Enter one, or remove the row.'],
		['answers[0].text', 'points into a list, which no attribute can do. Enter a plain name.'],
		[Array(101).fill('a').join('.'), 'is nested more than 100 levels deep'],
	])('may not be %j', (name, problem) => {
		expect(() => parseName(name)).toThrow(problem);
	});

	it('may have many levels', () => {
		expect(parseName(Array(100).fill('a').join('.'))).toHaveLength(100);
	});
});

describe('a row', () => {
	it.each([
		['utm.source', "={{ $json['utm.source'] }}", ['utm.source']],
		['utm.source', '={{ $json["utm.source"] }}', ['utm.source']],
		['utm.source', '={{ $json.utm.source }}', ['utm', 'source']],
		['No. of children', "={{ $json['No. of children'] }}", ['No. of children']],
		['a.b', "={{ $json.fields['a.b'] }}", ['a.b']],
		["fields['a.b']", "={{ $json.fields['a.b'] }}", ['fields', 'a.b']],
		["Mum\\'s pick", "={{ $json['Mum\\'s pick'] }}", ["Mum's pick"]],
		["What's new. Really?", "={{ $json['What\\'s new. Really?'] }}", ["What's new. Really?"]],
		["['Mum\\'s pick [best]']", "={{ $json['Mum\\'s pick [best]'] }}", ["Mum's pick [best]"]],
		["It\\'s a.b", "={{ $json['It\\\\\\'s a.b'] }}", ["It\\'s a.b"]],
		['Max {x}.y', "={{ $json['Max {x}.y'] }}", ['Max {x}.y']],
		['a.b', "={{ $('Komo Trigger').item.json['a.b'] }}", ['a.b']],
		['a.b', "={{ $('It\\'s').first().json['a.b'] }}", ['a.b']],
		['a.b', '={{ $node["Komo"].json["a.b"] }}', ['a.b']],
		['a.b', "={{ $input.item.json['a.b'] }}", ['a.b']],
		['address.city', '={{ $json.address.city }}', ['address', 'city']],
		['address.city', "={{ $json['address.city'].trim() }}", ['address', 'city']],
		['address.city', "={{ $json['town'] }}", ['address', 'city']],
		['a.b', 'text', ['a', 'b']],
		['a.b', 5, ['a', 'b']],
	])('named %j with the value %j is the path %j', (name, value, path) => {
		expect(pathOfRow(name, value)).toEqual(path);
	});

	it.each([' ', '\u200b'])('of a field without a name (%j) has none', (blank) => {
		expect(() => pathOfRow(blank, `={{ $json['${blank}'] }}`)).toThrow(/^the name is empty/);
	});

	// As n8n 2.41.1 names what is dragged: `propertyNameFromExpression` of its editor.
	it('that the editor names by a key alone is that key, whatever the key', () => {
		const key = fc
			.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
			.filter((text) => text.trim() === text && !/[\\\r\n\u2028\u2029]|\}\}/.test(text));
		const withSigns = fc
			.array(fc.oneof(key, fc.constantFrom('. ', '.', "'", ' [', ']', '"', '?')), { minLength: 1 })
			.map((parts) => parts.join('').trim())
			.filter((text) => text !== '' && !/\}\}/.test(text));
		fc.assert(
			fc.property(withSigns, (text) => {
				const access = `['${text.replaceAll("'", "\\'")}']`;
				const isSingle = !access.slice(1).includes('[');
				const name = isSingle ? access.slice(2, -2) : access;
				expect(pathOfRow(name, `={{ $json${access} }}`)).toEqual([text]);
			}),
		);
	});
});
