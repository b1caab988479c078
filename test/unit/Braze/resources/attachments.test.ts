import { readAttachments } from '../../../../nodes/Braze/resources/triggering/attachments';

const read = (fileName: unknown, url: unknown) =>
	readAttachments({ attachment: [{ fileName, url }] })?.[0];

it.each([
	['ticket.pdf', 'https://example.com/a/1.pdf', 'ticket'],
	['Ticket.PDF', 'https://example.com/1.pdf?for=u-1', 'Ticket'],
	['ticket', 'https://example.com/1.pdf', 'ticket'],
	['v1.2', 'https://example.com/1.pdf', 'v1.2'],
	['ticket.pdf', 'https://example.com/download?id=1.pdf', 'ticket.pdf'],
	['ticket.pdf', 'https://example.com/1.png', 'ticket.pdf'],
	['.pdf', 'https://example.com/1.pdf', '.pdf'],
])('%s of %s is called %s: Braze adds the extension of the URL', (name, url, file_name) => {
	expect(read(name, url)).toEqual({ file_name, url });
});

it.each([
	['', 'https://example.com/1.pdf', 'File Name is empty.'],
	['ticket', 'example', 'URL is not a web address.'],
	['ticket', '', 'URL is not a web address.'],
])('%j with %j is an error that names the row', (name, url, problem) => {
	expect(() => read(name, url)).toThrow(`Email Attachments, row 1: ${problem}`);
});

it('empty rows are none', () => {
	expect(readAttachments({ attachment: [{}, { fileName: ' ', url: '' }] })).toBeUndefined();
	expect(readAttachments(undefined)).toBeUndefined();
});
