import type { IDataObject } from 'n8n-workflow';

import { compileContact, writeContacts } from '../../../../nodes/Braze/mapping/contact';
import type { ContactSettings } from '../../../../nodes/Braze/model/identifier';
import type { IdentifyBy } from '../../../../nodes/Braze/model/user';
import { ItemError, Problems } from '../../../../nodes/Braze/model/itemError';
import { parametersOf } from '../support/parameters';

const read = (options: IDataObject, json: IDataObject = {}) =>
	compileContact(parametersOf({ options }))(json, 0);

describe('how emails and phones are written', () => {
	it('is as they are, unless told otherwise', () => {
		expect(read({})).toEqual({});
		expect(compileContact(parametersOf({}))({}, 0)).toEqual({});
		expect(read({ lowerCaseEmails: true, defaultCountry: 'AU' })).toEqual({
			lowerCaseEmails: true,
			defaultCountry: 'AU',
		});
	});

	it('may differ between items, with a country by its name', () => {
		const options = { defaultCountry: '={{ $json.c }}', lowerCaseEmails: '={{ $json.l }}' };
		const of = (json: IDataObject) => read(options, json);
		expect(of({ c: 'Germany', l: 'yes' })).toEqual({ defaultCountry: 'DE', lowerCaseEmails: true });
		expect(of({ c: 'au' })).toEqual({ defaultCountry: 'AU', lowerCaseEmails: false });
		expect(of({})).toEqual({ defaultCountry: undefined, lowerCaseEmails: false });
		const compiled = compileContact(
			parametersOf({ options: { ...options, lowerCaseEmails: true } }),
		);
		expect(compiled({ c: 'DE' }, 0).defaultCountry).toBe('DE');
		expect(compiled({ c: 'AU' }, 1).defaultCountry).toBe('AU');
	});

	it('is read once if it is the same for all items', () => {
		const compiled = compileContact(parametersOf({ options: { defaultCountry: 'AU' } }));
		expect(compiled({}, 1)).toBe(compiled({}, 0));
	});

	it('may be that of a place with calling codes, but without a code of its own', () => {
		expect(read({ defaultCountry: ' ac ' }).defaultCountry).toBe('AC');
	});

	it('cannot be anything else', () => {
		for (const value of ['XX', 'nowhere', 7]) {
			expect(() => read({ defaultCountry: value })).toThrow(ItemError);
			expect(() => read({ defaultCountry: value })).toThrow(/^Default Country is not a country\./);
			expect(() => read({ defaultCountry: value })).toThrow(
				expect.objectContaining({ source: { value } }),
			);
		}
		expect(() => read({ lowerCaseEmails: 'perhaps' })).toThrow(/^Lower-Case Emails must be true/);
		expect(() => read({ lowerCaseEmails: '={{ x() }}' })).toThrow(/^Lower-Case Emails could not/);
		expect(() => read({ defaultCountry: '={{ x() }}' })).toThrow(/^Default Country could not/);
	});

	it('goes for attributes as for identifiers', () => {
		const problems = new Problems();
		const written = (attributes: IDataObject, contact: ContactSettings, by?: IdentifyBy) => {
			writeContacts(attributes, contact, problems, by);
			return attributes;
		};
		const attributes = { email: 'Mia@x.com', phone: '0400 000 000', city: 'Köln' };
		const contact = { lowerCaseEmails: true, defaultCountry: 'AU' };
		expect(written({ ...attributes }, {})).toEqual(attributes);
		expect(written({ ...attributes }, contact)).toEqual({ ...attributes, phone: '+61400000000' });
		expect(written({ ...attributes }, contact, 'email').email).toBe('mia@x.com');
		expect(written({ phone: '12345', x: 1 }, contact)).toEqual({ phone: '12345', x: 1 });
		expect(written({ email: 'Mia@x.com' }, {}, 'email')).toEqual({ email: 'Mia@x.com' });
		expect(written({ phone: '+61 400 000 000' }, {})).toEqual({ phone: '+61 400 000 000' });
		expect(written({ phone: null }, contact)).toEqual({ phone: null });
		expect(written({ email: null }, contact, 'email')).toEqual({ email: null });
		expect(written({ phone: '12345' }, contact, 'phone')).toEqual({ phone: '12345' });
		const remark = {
			field: 'phone without a country code',
			message:
				'Attribute "phone" has no country code, so Braze may take it for a number in the United States. Map it with + and the country code, e.g. +61400000000, or set the option "Default Country".',
		};
		expect(problems.remarks).toEqual([remark, remark]);
		expect(problems.found).toEqual([]);
	});
});
