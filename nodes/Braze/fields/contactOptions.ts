import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { phoneCountries } from '../model/phoneCountries';

/** Every country that has phone numbers, by its English name. */
function countries(): INodePropertyOptions[] {
	const names = new Intl.DisplayNames('en', { type: 'region' });
	return [...phoneCountries().values()]
		.map(({ code, callingCode }) => ({
			name: `${names.of(code) ?? code} (+${callingCode})`,
			value: code,
		}))
		.sort((a, b) => a.name.localeCompare(b.name));
}

/** Options about how emails and phones are written; see ContactSettings. */
export const contactOptions: INodeProperties[] = [
	{
		displayName: 'Default Country',
		name: 'defaultCountry',
		type: 'options',
		noDataExpression: true,
		options: countries(),
		default: 'US',
		description:
			'The country of phone numbers that are written without a country code. They are converted to the international format that Braze needs (E.164), such as +61400000000. Numbers that cannot be converted stay as they are, with a warning.',
	},
	{
		displayName: 'Lower-Case Emails',
		name: 'lowerCaseEmails',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether to write the emails that identify users in lower case, so that Mia@example.com and mia@example.com are one user. Turn it on before the first run: aliases that are already in Braze with capital letters are not found any more.',
	},
];
