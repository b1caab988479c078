import { SETTABLE_ATTRIBUTES } from './attributes';

/** An attribute's name that is nearly one of Braze's own, and so became a custom attribute. */
export interface NearMiss {
	name: string;
	/** Braze's name for it. */
	standard: string;
}

/** What forms call the things that Braze knows by another name; letters and digits only. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
	country: ['countrycode', 'countryname'],
	dob: ['birthdate', 'birthday', 'dateofbirth'],
	email: ['emailaddress', 'mail'],
	first_name: ['firstname', 'fname', 'forename', 'givenname'],
	gender: ['sex'],
	home_city: ['city', 'hometown', 'town'],
	language: ['lang', 'languagecode', 'preferredlanguage'],
	last_name: ['familyname', 'lname', 'surname'],
	phone: [
		'cell',
		'cellphone',
		'mobile',
		'mobilenumber',
		'mobilephone',
		'mobilephonenumber',
		'phoneno',
		'phonenumber',
		'tel',
		'telephone',
		'telephonenumber',
	],
	time_zone: ['tz'],
};

/** Braze's names by what they and their other names are without case, spaces and signs. */
const STANDARD: ReadonlyMap<string, string> = new Map([
	...[...SETTABLE_ATTRIBUTES.keys()].map((name) => [plain(name), name] as const),
	...Object.entries(OTHER_NAMES).flatMap(([standard, names]) =>
		names.map((name) => [name, standard] as const),
	),
]);

function plain(name: string): string {
	return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * The attributes that were likely meant to be one of Braze's own. Where that one is set as well, the
 * other name is taken to be meant.
 *
 * @param names of all attributes that are set
 */
export function nearMissesIn(names: ReadonlySet<string>): NearMiss[] {
	return [...names].flatMap((name) => {
		const standard = STANDARD.get(plain(name));
		return standard === undefined || names.has(standard) ? [] : [{ name, standard }];
	});
}
