import { CUSTOM_ATTRIBUTES, readCursorPages } from '../../../../nodes/Braze/api/cursorPages';
import { readerOf, jsonResponse } from '../support/reader';

const page = (names: string[], next?: string) =>
	jsonResponse(
		{ message: 'success', attributes: names.map((name) => ({ name })) },
		200,
		next === undefined ? {} : { link: `</custom_attributes?cursor=${next}>; rel="next"` },
	);

/** Reads a list whose pages lead to others, by their cursor. */
async function read(pages: Record<string, ReturnType<typeof page>>, most = 10) {
	const { client, requests } = readerOf(({ query }) => pages[String(query?.cursor ?? 'first')]);
	const { entries, ...rest } = await readCursorPages(CUSTOM_ATTRIBUTES, most, client);
	const cursors = requests.map(({ query }) => query?.cursor);
	return { names: entries.map(({ name }) => name), ...rest, cursors };
}

describe('a list that is paged by Link headers', () => {
	it('is read to its end', async () => {
		const pages = { first: page(['a'], 'b'), b: page(['b'], 'c'), c: page(['c']) };
		expect(await read(pages)).toEqual({
			names: ['a', 'b', 'c'],
			hasMore: false,
			cursors: [undefined, 'b', 'c'],
		});
	});

	it('ends after so many pages, and says that there are more', async () => {
		const pages = { first: page(['a'], 'b'), b: page(['b'], 'c') };
		expect(await read(pages, 2)).toMatchObject({ names: ['a', 'b'], hasMore: true });
	});

	it('keeps what it has when Braze refuses a page, and says why', async () => {
		const pages = { first: page(['a'], 'b'), b: jsonResponse({ message: 'no' }, 400) };
		expect(await read(pages)).toMatchObject({ names: ['a'], hasMore: true, refusal: 'no' });
	});

	it('is no circle', async () => {
		const pages = { first: page(['a'], 'b'), b: page(['b'], 'c'), c: page(['c'], 'b') };
		expect(await read(pages)).toMatchObject({ names: ['a', 'b', 'c'], hasMore: false });
	});

	it('has no entries where the response has none', async () => {
		const pages = { first: jsonResponse({ message: 'success', attributes: 5 }) };
		expect(await read(pages)).toMatchObject({ names: [], hasMore: false });
	});
});
