/** City or region names that Braze takes besides IANA ones, such as `Eastern Time (US & Canada)`. */
const NAMED_ZONES = new Set(
	`International Date Line West|Midway Island|American Samoa|Hawaii|Alaska
Pacific Time (US & Canada)|Tijuana|Mountain Time (US & Canada)|Arizona|Chihuahua|Mazatlan
Central Time (US & Canada)|Saskatchewan|Guadalajara|Mexico City|Monterrey|Central America
Eastern Time (US & Canada)|Indiana (East)|Bogota|Lima|Quito|Atlantic Time (Canada)|Caracas|La Paz
Santiago|Newfoundland|Brasilia|Buenos Aires|Montevideo|Georgetown|Puerto Rico|Greenland
Mid-Atlantic|Azores|Cape Verde Is.|Dublin|Edinburgh|Lisbon|London|Casablanca|Monrovia|UTC|Belgrade
Bratislava|Budapest|Ljubljana|Prague|Sarajevo|Skopje|Warsaw|Zagreb|Brussels|Copenhagen|Madrid|Paris
Amsterdam|Berlin|Bern|Zurich|Rome|Stockholm|Vienna|West Central Africa|Bucharest|Cairo|Helsinki
Kyiv|Riga|Sofia|Tallinn|Vilnius|Athens|Istanbul|Minsk|Jerusalem|Harare|Pretoria|Kaliningrad|Moscow
St. Petersburg|Volgograd|Samara|Kuwait|Riyadh|Nairobi|Baghdad|Tehran|Abu Dhabi|Muscat|Baku|Tbilisi
Yerevan|Kabul|Ekaterinburg|Islamabad|Karachi|Tashkent|Chennai|Kolkata|Mumbai|New Delhi|Kathmandu
Dhaka|Sri Jayawardenepura|Almaty|Astana|Novosibirsk|Rangoon|Bangkok|Hanoi|Jakarta|Krasnoyarsk
Beijing|Chongqing|Hong Kong|Urumqi|Kuala Lumpur|Singapore|Taipei|Perth|Irkutsk|Ulaanbaatar|Seoul
Osaka|Sapporo|Tokyo|Yakutsk|Darwin|Adelaide|Canberra|Melbourne|Sydney|Brisbane|Hobart|Vladivostok
Guam|Port Moresby|Magadan|Srednekolymsk|Solomon Is.|New Caledonia|Fiji|Kamchatka|Marshall Is.
Auckland|Wellington|Nuku'alofa|Tokelau Is.|Chatham Is.|Samoa`.split(/[|\n]/),
);

/** Asking Intl is slow, and the same few zones come again and again. */
const known: Map<string, boolean> = new Map();

/** @returns whether the platform knows this IANA name */
function isIana(name: string): boolean {
	// Intl takes offsets such as "+05:30", too; Braze's page names only IANA names.
	if (!/^[A-Za-z]/.test(name)) return false;
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}

/**
 * Whether Braze would set this time zone.
 *
 * braze(attributes): a time zone is an IANA name, or one like `Eastern Time (US & Canada)`; any other is not set.
 * inferred: which time zones like `Eastern Time (US & Canada)` there are.
 */
export function isTimeZone(name: unknown): name is string {
	if (typeof name !== 'string') return false;
	if (NAMED_ZONES.has(name)) return true;
	const before = known.get(name);
	if (before !== undefined) return before;
	if (known.size > 2_000) known.clear();
	const valid = isIana(name);
	known.set(name, valid);
	return valid;
}
