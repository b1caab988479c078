import { SETTABLE_ATTRIBUTES } from '../../../../nodes/Braze/model/attributes';
import { nearMissesIn } from '../../../../nodes/Braze/model/nearMisses';

const missesIn = (name: string) => nearMissesIn(new Set([name]));

it.each([
	['mobile', 'phone'],
	['mobile_number', 'phone'],
	['phone_number', 'phone'],
	['Phone Number', 'phone'],
	['birthday', 'dob'],
	['date_of_birth', 'dob'],
	['firstname', 'first_name'],
	['First_Name', 'first_name'],
	['surname', 'last_name'],
	['city', 'home_city'],
	['e-mail', 'email'],
	['Email', 'email'],
	['timezone', 'time_zone'],
])('%s is nearly %s', (name, standard) => {
	expect(missesIn(name)).toEqual([{ name, standard }]);
});

it.each(['points', 'card_name', 'email_2', 'city_of_birth', 'constructor', '__proto__', '', '-'])(
	'%s is nobody else’s name',
	(name) => {
		expect(missesIn(name)).toEqual([]);
	},
);

it('Braze’s own names are none', () => {
	for (const name of SETTABLE_ATTRIBUTES.keys()) expect(missesIn(name)).toEqual([]);
});

it('a name beside Braze’s own is meant', () => {
	expect(nearMissesIn(new Set(['mobile', 'phone', 'surname']))).toEqual([
		{ name: 'surname', standard: 'last_name' },
	]);
});

it('leads to names that can be set', () => {
	const names = ['tel', 'birthdate', 'fname', 'lname', 'town', 'sex', 'lang', 'tz', 'countrycode'];
	for (const name of names) {
		expect(SETTABLE_ATTRIBUTES.has(missesIn(name)[0].standard)).toBe(true);
	}
});
