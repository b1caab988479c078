import { type IncomingBody, MAX_FORM_FIELDS, readBody } from '../../../nodes/receiving/body';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);
const raw = async (text: string, request: IncomingBody = {}) =>
	await readBody({ rawBody: bytes(text), ...request });
const form = async (text: string) =>
	await raw(text, { contentType: 'application/x-www-form-urlencoded' });

describe('JSON', () => {
	it('that n8n has parsed is taken as it is', async () => {
		const body = { a: 1 };
		const read = await raw('{"a":1}', { contentType: 'application/json', body });
		expect(read).toEqual({ value: body, bytes: 7 });
		expect('value' in read && read.value).toBe(body);
	});

	it.each([undefined, 'text/plain', 'application/vnd.komo+json', 'application/json'])(
		'of content type %s that n8n has not parsed is parsed',
		async (contentType) => {
			expect(await raw('{"a":[1]}', { contentType })).toEqual({ value: { a: [1] }, bytes: 9 });
		},
	);

	it('that n8n has made something of as another type is parsed from its bytes', async () => {
		const read = await raw('{"a":1}', { contentType: 'text/plain', body: '{"a":1}' });
		expect(read).toMatchObject({ value: { a: 1 } });
	});

	it('is read by its charset, and without its byte-order mark', async () => {
		expect(await raw('\ufeff{"a":"é"}')).toMatchObject({ value: { a: 'é' } });
		const rawBody = bytes('{"a":"é"}', 'utf16le');
		expect(await readBody({ rawBody, encoding: 'utf-16le' })).toEqual({
			value: { a: 'é' },
			bytes: 18,
		});
		expect(await readBody({ rawBody: bytes('{"a":"é"}', 'latin1') })).toMatchObject({
			value: { a: '\ufffd' },
		});
	});

	it('is refused with a reason when it is none', async () => {
		for (const text of ['hello', '{"a":', '<a>1</a>']) {
			expect(await raw(text)).toEqual({
				status: 400,
				error: 'The body is not valid JSON. Send JSON with content type application/json.',
			});
		}
	});

	it('is refused with a reason when its charset is unknown', async () => {
		expect(await raw('{}', { encoding: 'klingon' })).toEqual({
			status: 400,
			error: 'The charset of the content type is unknown. Send UTF-8.',
		});
	});
});

describe('bytes', () => {
	it('that n8n has not read are read', async () => {
		const request: IncomingBody = {
			readRawBody: async () => {
				request.rawBody = bytes('{"a":1}');
			},
		};
		expect(await readBody(request)).toEqual({ value: { a: 1 }, bytes: 7 });
	});

	it('that n8n has read are not read again', async () => {
		const readRawBody = jest.fn();
		await raw('{}', { readRawBody });
		expect(readRawBody).not.toHaveBeenCalled();
	});

	it('that cannot be read are refused with a reason', async () => {
		const readRawBody = async () => await Promise.reject(new Error('incorrect header check'));
		expect(await readBody({ readRawBody })).toEqual({
			status: 400,
			error: 'The body could not be read: it is incomplete, or not compressed as its header says.',
		});
	});

	it.each<[string, IncomingBody]>([
		['none at all', {}],
		['none read', { readRawBody: async () => {} }],
		['no length', { rawBody: bytes('') }],
		['no length, as JSON', { rawBody: bytes(''), contentType: 'application/json', body: {} }],
		['nothing but white space', { rawBody: bytes(' \n\t') }],
		[
			'white space as a form',
			{ rawBody: bytes(' '), contentType: 'application/x-www-form-urlencoded' },
		],
	])('%s: the body is empty', async (_, request) => {
		expect(await readBody(request)).toEqual({ value: undefined, bytes: 0 });
	});
});

describe('forms', () => {
	it('become objects, with a list for what comes several times', async () => {
		expect(await form('email=joe%40bloggs.com&team=Reds&team=Blues&team=&x=a+b&team=Reds')).toEqual(
			{
				value: { email: 'joe@bloggs.com', team: ['Reds', 'Blues', '', 'Reds'], x: 'a b' },
				bytes: 65,
			},
		);
	});

	it('may have any keys, and change no prototype', async () => {
		const read = await form('__proto__=1&toString=2&toString=3&=4');
		expect('value' in read && Object.entries(read.value as object)).toEqual([
			['__proto__', '1'],
			['toString', ['2', '3']],
			['', '4'],
		]);
	});

	it('may have so many fields, and no more', async () => {
		const fields = (count: number) => Array.from({ length: count }, (_, n) => `f${n}=x`).join('&');
		const read = await form(fields(MAX_FORM_FIELDS));
		expect('value' in read && Object.keys(read.value as object)).toHaveLength(MAX_FORM_FIELDS);
		expect(await form(fields(MAX_FORM_FIELDS + 1))).toEqual({
			status: 413,
			error: 'The form has too many fields. Send at most 10,000.',
		});
	});
});

describe('multipart forms', () => {
	const contentType = 'multipart/form-data';

	it('are the fields that n8n has found in them', async () => {
		const data = { email: 'joe@bloggs.com', team: ['Reds', 'Blues'] };
		expect(await readBody({ contentType, body: { data, files: {} } })).toEqual({
			value: data,
			bytes: JSON.stringify(data).length,
		});
		expect(await readBody({ contentType, body: { data } })).toMatchObject({ value: data });
	});

	it('are refused with a reason when they hold files', async () => {
		const body = { data: { a: '1' }, files: { photo: {} } };
		expect(await readBody({ contentType, body })).toEqual({
			status: 400,
			error: 'Files cannot be received. Send a link to the file instead.',
		});
	});

	it('without anything are an object without anything', async () => {
		for (const body of [undefined, null, {}]) {
			expect(await readBody({ contentType, body })).toEqual({ value: {}, bytes: 2 });
		}
	});
});
