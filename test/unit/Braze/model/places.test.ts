import fc from 'fast-check';

import { countryCode, languageCode } from '../../../../nodes/Braze/model/places';

describe('a country', () => {
	it.each([
		['AU', 'AU'],
		[' au ', 'AU'],
		['UK', 'GB'],
		['xk', 'XK'],
		['Australia', 'AU'],
		['NEW ZEALAND', 'NZ'],
		['usa', 'US'],
		['United States of America', 'US'],
		['The Netherlands', 'NL'],
		['Bosnia and Herzegovina', 'BA'],
		['Bosnia & Herzegovina', 'BA'],
		["Cote d'Ivoire", 'CI'],
		['Hong Kong', 'HK'],
		['Türkiye', 'TR'],
		['Turkey', 'TR'],
		['Czech Republic', 'CZ'],
		['Great Britain', 'GB'],
		['Ivory Coast', 'CI'],
		['Korea (South)', 'KR'],
		['Korea, North', 'KP'],
		['Congo, Dem. Rep.', 'CD'],
		['Congo, Rep.', 'CG'],
		['Slovak Republic', 'SK'],
		['Éire', 'IE'],
		['Oesterreich', 'AT'],
		['UK (England)', 'GB'],
		['🇩🇪', 'DE'],
		['Germany 🇩🇪', 'DE'],
		['UK, England', 'GB'],
		['U.S.', 'US'],
		['US.', 'US'],
		['u.s', 'US'],
		['🇺🇸 USA', 'US'],
		['🇪🇺 Germany', 'DE'],
		['Viet Nam', 'VN'],
		['Deutschland', 'DE'],
		['österreich', 'AT'],
		['日本', 'JP'],
		['Korea, Republic of', 'KR'],
		['Korea (the Republic of)', 'KR'],
		['Korea,Republic of', 'KR'],
		['Korea(Republic of)', 'KR'],
		['Saint Martin(French part)', 'MF'],
		['Macao,China', 'MO'],
		['Kingdom of Denmark, the', 'DK'],
		['The Kingdom of Denmark', 'DK'],
		["Korea, Democratic People's Republic of", 'KP'],
		['Iran (Islamic Republic of)', 'IR'],
		['Congo, The Democratic Republic of the', 'CD'],
		['Congo', 'CG'],
		['Republic of China', 'TW'],
		['Virgin Islands, U.S.', 'VI'],
		['Saint Lucia', 'LC'],
		['St. Lucia', 'LC'],
		['Republic of Ireland', 'IE'],
		['Kingdom of Denmark', 'DK'],
		['Bahamas (the)', 'BS'],
		['England', 'GB'],
		['Holland', 'NL'],
		['U.K.', 'GB'],
		['U.S.A.', 'US'],
		['UAE', 'AE'],
		['AUS', 'AU'],
		['deu', 'DE'],
		['Nga', 'RU'],
		['NGA', 'NG'],
		['nga', 'NG'],
		[`${' '.repeat(198)}AU`, 'AU'],
		['Suisse', 'CH'],
		['Belgique', 'BE'],
		['Niemcy', 'DE'],
		['Vereinigtes Königreich', 'GB'],
		['Estados Unidos', 'US'],
		['ドイツ', 'DE'],
		['Германия', 'DE'],
	])('is known from %j', (text, code) => {
		expect(countryCode(text)).toBe(code);
	});

	it.each([
		...'Truk|Korea, Republic of Narnia|Ulm, Germany (West)'.split('|'),
		`${' '.repeat(199)}AU`,
		...'n/a|N/A|N.A.|-|none|EU|European Union|UN|ZZ|XA|QO|AC|SU|DD|YU|Narnia|Melbourne|Korea|Virgin Islands|unknown|none of these|5|'.split(
			'|',
		),
	])('is none in %j', (text) => {
		expect(countryCode(text)).toBeUndefined();
	});

	it('is a code in capitals, or in small letters where that is no answer in some language', () => {
		const codes = ['NO', 'NA', 'SI', 'NE', 'NU'];
		expect(codes.map(countryCode)).toEqual(codes);
		expect(codes.map((code) => countryCode(` ${code} `))).toEqual(codes);
		const small = codes.map((code) => code.toLowerCase());
		expect(small.map(countryCode)).toEqual(codes.map(() => undefined));
		expect(['No', 'Na', 'Si', ' no ', 'nO'].map(countryCode)).toEqual(Array(5).fill(undefined));
		expect(['se', 'de', 'It', 'us', 'is'].map(countryCode)).toEqual(['SE', 'DE', 'IT', 'US', 'IS']);
		expect(['Norway', 'Norge', 'Namibia', 'nor', 'nam'].map(countryCode)).toEqual(
			'NO NO NA NO NA'.split(' '),
		);
	});

	it.each([
		['Hong Kong, China', 'HK'],
		['Taiwan, Province of China', 'TW'],
		['Moldova, Republic of', 'MD'],
		['Bolivia, Plurinational State of', 'BO'],
		['Syria, Arab Rep.', 'SY'],
		['Cuba, NY', undefined],
		['Lebanon, PA', undefined],
		['Peru, IN', undefined],
		['Mexico, Missouri', undefined],
		['Jersey, USA', undefined],
		['Jersey, United States', undefined],
	])('is not taken for a town of its name: %j is %j', (text, code) => {
		expect(countryCode(text)).toBe(code);
	});

	it('is one of some 250, whose codes and English names mean the same', () => {
		const names = new Intl.DisplayNames('en', { type: 'region' });
		const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
		const codes = letters
			.flatMap((first) => letters.map((second) => first + second))
			.filter((code) => countryCode(code) === code);
		// (249 of ISO 3166-1, and Kosovo.)
		expect(codes).toHaveLength(250);
		for (const code of codes)
			expect([code, countryCode(names.of(code) ?? '')]).toEqual([code, code]);
	});

	it('is a code of two letters or none, whatever the text', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.string({ maxLength: 3 })), (text) => {
				expect(countryCode(text) ?? 'AA').toMatch(/^[A-Z]{2}$/);
			}),
			{ seed: 13 },
		);
	});
});

/**
 * The languages on Braze's page, with their codes.
 * Source: https://www.braze.com/docs/user_guide/data/unification/user_data/language_codes/
 */
const BRAZES_LANGUAGES = `
	ENGLISH en, AFRIKAANS af, AGHEM agq, AKAN ak, ALBANIAN sq, AMHARIC am, ARABIC ar, ARMENIAN hy, ASSAMESE
	as, AYMARA ay, AZERBAIJANI az, BAFIA ksf, BASA bas, BASQUE eu, BELARUSIAN be, BEMBA bem, BENGALI bn,
	BENA bez, BOSNIAN bs, BRETON br, BULGARIAN bg, BURMESE my, CAMBODIAN km, CATALAN ca, CENTRAL ATLAS
	TAMAZIGHT tzm, CHEROKEE chr, CHIGA cgg, CHINESE zh, CONGO SWAHILI swc, CORNISH kw, CROATIAN hr, CZECH
	cs, DANISH da, DAWIDA dav, DOUALA dua, DUTCH nl, DZONGKHA dz, EKUGUSII guz, ESTONIAN et, ESPERANTO eo,
	EWONDO ewo, EWE ee, FAROESE fo, FARSI fa, FILIPINO fil, FINNISH fi, FRENCH fr, GALICIAN gl, GANDA lg,
	GEORGIAN ka, GERMAN de, GERMAN SWISS gsw, GREEK el, GREENLANDIC kl, GUARANI gn, GUJARATI gu, HAUSA ha,
	HAWAIIAN haw, HEBREW he, HINDI hi, HUNGARIAN hu, ICELANDIC is, IGBO ig, INDONESIAN id, INUKTITUT iu,
	IRISH ga, ITALIAN it, JAVANESE jv, JAPANESE ja, JOLA_FONYI dyo, KABYLE kab, KALENJIN kln, KAMBA kam,
	KANNADA kn, KASHMIRI ks, KAZAKH kk, KIEMBU ebu, KIKUYU ki, KINYARWANDA rw, KIRGHIZ ky, KOREAN ko,
	KURDISH ku, LAO lo, LATIN la, LATVIAN lv, LINGALA ln, LITHUANIAN lt, LUBA KATANGA lu, LUXEMBOURGISH lb,
	LUO luo, LUYIA luy, MACHAME jmc, MACEDONIAN mk, MALAGASY mg, MALAY ms, MALAYALAM ml, MALTESE mt, MANX
	gv, MARATHI mr, MASAI mas, MERU mer, MOLDAVIAN mo, MONGOLIAN mn, MORISYEN mfe, MUNDANG mua, NAM naq,
	NEPALI ne, NORTH NDEBELE nd, NORWEGIAN nb, NUER nus, NYANKOLE nyn, NYNORSK nn, OROMO om, PASHTO ps, PEUL
	ff, POLISH pl, PORTUGUESE pt, PUNJABI pa, QUECHUA qu, RAETO ROMANCE rm, ROMANIAN ro, ROMBO rof, RUSSIAN
	ru, RWA rwk, SAMBURU saq, SAMI se, SANGU sbp, SANSKRIT sa, SCOTTISH gd, SERBIAN sr, SENA seh, SHAMBALA
	ksb, SHONA sn, SICHUAN YI ii, SINDHI sd, SINHALESE si, SLOVAK sk, SLOVENIAN sl, SOMALI so, SPANISH es,
	SWAHILI sw, SWEDISH sv, TACHELHIT shi, TAGALOG tl, TAJIKI tg, TAMIL ta, TASAWAQ twq, TATAR tt, TELUGU
	te, TESO teo, THAI th, TIBETAN bo, TIGRINYA ti, TONGAN to, TURKISH tr, TURKMEN tk, UIGHUR ug, UKRAINIAN
	uk, URDU ur, UZBEK uz, VAI vai, VIETNAMESE vi, VUNJO vun, WELSH cy, XHOSA xh, YANGBEN yav, YIDDISH yi,
	YORUBA yo, ZARMA dje, ZULU zu`
	.split(',')
	.map((line) => /(\S.*?)\s+([a-z]+)\s*$/s.exec(line)?.slice(1) ?? []);

describe('a language', () => {
	it('is each that Braze has, by the name that Braze gives it and by its code', () => {
		expect(BRAZES_LANGUAGES).toHaveLength(170);
		for (const [name, code] of BRAZES_LANGUAGES) {
			const found = [name.replace(/\s+/g, ' '), name.toLowerCase(), code].map(languageCode);
			expect([name, ...found]).toEqual([name, code, code, code]);
		}
	});

	it.each([
		['en', 'en'],
		[' EN ', 'en'],
		['en-AU', 'en'],
		['pt_BR', 'pt'],
		['zh-Hant-TW', 'zh'],
		['fil', 'fil'],
		['gsw', 'gsw'],
		['iw', 'he'],
		['in', 'id'],
		['eng', 'en'],
		['no', 'nb'],
		['English', 'en'],
		['norwegian', 'nb'],
		['Deutsch', 'de'],
		['français', 'fr'],
		['English (US)', 'en'],
		['British English', 'en'],
		['English UK', 'en'],
		['Brazilian Portuguese', 'pt'],
		['Simplified Chinese', 'zh'],
		['en-GB,en;q=0.9,de;q=0.8', 'en'],
		['English (United States)', 'en'],
		['English - UK', 'en'],
		['English - Scotland', 'en'],
		['English, American', 'en'],
		['English (US)\n', 'en'],
		['en-GB, en; q=0.9 ', 'en'],
		[`${' '.repeat(198)}en`, 'en'],
		['Portuguese (Brazil)', 'pt'],
		['português (Brasil)', 'pt'],
		['中文（简体）', 'zh'],
		['angielski', 'en'],
		['Englisch', 'en'],
		['Spaans', 'es'],
		['简体中文', 'zh'],
		['Flemish', 'nl'],
		['Vlaams', 'nl'],
		['Castellano', 'es'],
		['Farsi', 'fa'],
		['en_US.UTF-8', 'en'],
		// A code that is not one any more, but Braze's; a name that is some other language's code.
		['TL', 'tl'],
		['eve', 'ee'],
		// As Intl shortens it.
		['Azəri', 'az'],
		// As most call them, although Braze has other codes that Intl takes for the same.
		...['Romanian', 'română', 'Rumänisch', 'roumain', 'rumano'].map((name) => [name, 'ro']),
		...['filipino', '필리핀어'].map((name) => [name, 'fil']),
		['Moldauisch', 'mo'],
	])('is known from %j', (text, code) => {
		expect(languageCode(text)).toBe(code);
	});

	it.each([
		'n/a',
		'-',
		'xx',
		'nil',
		'aa',
		'Elvish',
		// Of earlier lists of Braze's, but not of today's.
		...'asa bm brx kde kea khq kok mgh or rn ses su xog'.split(' '),
		'AU',
		'Australia',
		...['Ireland', 'Georgia', 'Holland', 'Wales', 'Macedonia', 'Moldova'],
		'5',
		'',
		'en, fr',
		'en fr;q=0.5',
		'en-?',
		`${' '.repeat(199)}en`,
		'not en',
	])('is none in %j', (text) => {
		expect(languageCode(text)).toBeUndefined();
	});

	it('never fails, whatever the text', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.string({ maxLength: 3 })), (text) => {
				expect(languageCode(text) ?? 'aa').toMatch(/^[a-z]{2,3}$/);
			}),
			{ seed: 13 },
		);
	});
});
