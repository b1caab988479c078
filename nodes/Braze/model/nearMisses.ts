import { SETTABLE_ATTRIBUTES } from './attributes';
import { plainName } from './fold';

/** A custom attribute whose name is almost that of one of Braze's own. */
export interface NearMiss {
	name: string;
	/** Braze's name for it. */
	standard: string;
}

/** Names that forms use for Braze's own attributes; letters and digits only. */
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

/** Braze's names, by all names for them in lower case, without spaces and signs. */
const STANDARD: ReadonlyMap<string, string> = new Map([
	...[...SETTABLE_ATTRIBUTES.keys()].map((name) => [plainName(name), name] as const),
	...Object.entries(OTHER_NAMES).flatMap(([standard, names]) =>
		names.map((name) => [name, standard] as const),
	),
]);

/**
 * The attributes that were probably meant to be one of Braze's own. If that one is set as well, the other name is
 * assumed to be intended.
 *
 * @param names the names of all attributes that are set
 */
export function nearMissesIn(names: ReadonlySet<string>): NearMiss[] {
	return [...names].flatMap((name) => {
		const standard = STANDARD.get(plainName(name));
		return standard === undefined || names.has(standard) ? [] : [{ name, standard }];
	});
}
