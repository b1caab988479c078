import { groupBy } from './maps';
import { once } from './once';

/** How phone numbers are written in a country. */
export interface PhoneCountry {
	/** ISO 3166-1 alpha-2 (and AC, TA, XK, which have their own numbers). */
	code: string;
	/** Without the plus. */
	callingCode: string;
	/** Prefixes of numbers within the country, which are dropped after the calling code; longest first. */
	trunkPrefixes: readonly string[];
	/** The first digits that a number without prefix can have, by length. */
	firstDigits: ReadonlyMap<number, string>;
}

/**
 * `code calling/trunk lengths:first digits …` of mobile and fixed lines: calling codes and trunk
 * prefixes of ITU-T E.164 and E.164D, lengths and first digits of the national numbering plans, all as
 * libphonenumber 9 has them (its metadata, as in libphonenumber-js 1.13.16).
 * Sources: https://www.itu.int/rec/T-REC-E.164, https://github.com/google/libphonenumber
 */
const TABLE = `
	AC 247 5:23467; AD 376 9:6 6:1356789; AE 971/0 9:456789 8:2346789; AF 93/0 9:234567;
	AG 1/1 10:2589; AI 1/1 10:2589; AL 355/0 9:6 8:234578; AM 374/0 8:123456789; AO 244 9:29;
	AR 54/0 11:89 10:12368; AS 1/1 10:5689;
	AT 43/0 4:1 5:15 6:134567 7:1234567 8:12345678 9,10,11,12,13:123456789; AU 61/0 9:123478;
	AW 297 7:256789; AX 358/0 6:123457 10:1234567 7:1234578 8,9:12345678; AZ 994/0 9:123456789;
	BA 387/0 9:6 8:3456789; BB 1/1 10:2589; BD 880/0 6:5789 7:345789 10:1234689 8,9:23456789;
	BE 32/0 9:4 8:123456789; BF 226 8:024567; BG 359/0 6:2 9:89 7,8:23456789; BH 973 8:136789;
	BI 257 8:2367; BJ 229 10:0; BL 590/0 9:56789; BM 1/1 10:4589; BN 673 7:234578; BO 591/0 8:234567;
	BQ 599 7:347; BR 55/0 10,11:123456789; BS 1/1 10:2589; BT 975 8:178 7:2345678;
	BW 267 8:7 7:234569; BY 375/80,8,0 9:12348; BZ 501 7:2345678; CA 1/1 10:23456789; CC 61/0 9:148;
	CD 243/0 8:2 10:5 9:189 7:1234568; CF 236 8:2678; CG 242 9:028; CH 41/0 9:23456789; CI 225 10:02;
	CK 682 5:234578; CL 56 9:23456789; CM 237 9:268; CN 86/0 7:12 8:12579 11:1345789 10:123456789;
	CO 57/0 8:4 10:369; CR 506 8:245678; CU 53/0 10:8 6:34 7:2347 8:234567; CV 238 7:234589;
	CW 599 7:6 8:9; CX 61/0 9:148; CY 357 8:25789; CZ 420 9:23456789;
	DE 49/0 5:13468 15:23456789 6,7,8,9,10,11,12,13,14:123456789; DJ 253 8:27; DK 45 8:23456789;
	DM 1/1 10:5789; DO 1/1 10:589; DZ 213/0 8:1234 9:56789; EC 593/0 9:9 8:234567;
	EE 372 8:4578 7:3456789; EG 20/0 8:135 10:189 9:1245689; EH 212/0 9:5678; ER 291/0 7:178;
	ES 34 9:456789; ET 251/0 9:12345789; FI 358/0 10:1234567 5:1235689 6,7,8,9:123456789;
	FJ 679 7:23456789; FK 500 5:234567; FM 691 7:389; FO 298 6:23456789; FR 33/0 9:123456789;
	GA 241/0 7:234567 8:0167; GB 44/0 9:18 10:1235789; GD 1/1 10:4589; GE 995/0 9:34578;
	GF 594/0 9:5689; GG 44/0 10:135789; GH 233/0 9:2358; GI 350 8:256; GL 299 6:123456789;
	GM 220 9:48 7:23456789; GN 224 8:3 9:67; GP 590/0 9:56789; GQ 240 9:23589; GR 30 10:26789;
	GT 502 8:2345678; GU 1/1 10:5689; GW 245 9:49; GY 592 7:23456789; HK 852 8:23456789;
	HN 504 8:23789; HR 385/0 9:2345689 8:123456789; HT 509 8:234589; HU 36/06 9:23567 8:123456789;
	ID 62/0 12:8 7:1236 8:23456789 9,10,11:123456789; IE 353/0 10:148 7:24569 8:124569 9:12456789;
	IL 972/0 11,12:1 9:57 8:123489; IM 44/0 10:13579; IN 91/0 10:123456789; IO 246 7:3;
	IQ 964/0 10:7 9:23456 8:123456; IR 98/0 6,7:12345678 10:123456789; IS 354 9:3 7:456789;
	IT 39 7:0 12:3 6,8:08 9:0138 10:013458 11:03; JE 44/0 10:13578; JM 1/1 10:5689;
	JO 962/0 9:47 8:235689; JP 81/0 10:256789 9:123456789; KE 254/0 7:456 8:2456 9:12456789;
	KG 996/0 9:2356789; KH 855/0 8,9:123456789; KI 686/0 8:367 5:23458; KM 269 7:3478; KN 1/1 10:589;
	KP 850/0 10:1 8:2345678; KR 82/0 8:12 5,6:3456 10:134567 9:1234568; KW 965 8:24569;
	KY 1/1 10:3589; KZ 7/8 10:78; LA 856/0 10:2 9:3 8:2345678; LB 961/0 8:2789 7:13456789;
	LC 1/1 10:5789; LI 423/0 9:6 7:23789; LK 94/0 9:123456789; LR 231/0 8:2 7:456 9:234578;
	LS 266 8:2568; LT 370/0,8 8:3456789; LU 352 4,5,6,7,8,10,11:2345789 9:23456789; LV 371 8:2689;
	LY 218/0 9:23456789; MA 212/0 9:5678; MC 377/0 9:67 8:3489; MD 373/0 8:2356789;
	ME 382/0 8:23456789; MF 590/0 9:56789; MG 261/0 9:23; MH 692/1 7:23456; MK 389/0 8:234578;
	ML 223 8:2456789; MM 95/0 6:12 10:89 7:1245678 9:2456789 8:12456789; MN 976/0 9,10:12 8:1256789;
	MO 853 8:268; MP 1/1 10:5689; MQ 596/0 9:5689; MR 222 8:2348; MS 1/1 10:5689; MT 356 8:235789;
	MU 230 8:57 7:23468; MV 960 7:34679; MW 265/0 7:1 9:123789; MX 52 10:23456789;
	MY 60/0 10:1 9:13 8:456789; MZ 258 8:2 9:8; NA 264/0 8,9:68; NC 687 6:02345789; NE 227 8:02789;
	NF 672 6:13; NG 234/0 10:2789; NI 505 8:125678; NL 31/0 11:9 9:123456789; NO 47 8:23456789;
	NP 977/0 10:9 8:123456789; NR 674 7:2456789; NU 683 7:8 4:4567;
	NZ 64/0 10:12589 9:25789 8:2346789; OM 968 8:2789; PA 507 8:68 7:12345789; PE 51/0 9:9 8:145678;
	PF 689 8:48; PG 675 8:78 7:12345689; PH 63/0 6:2 8:8 10:89 9:2345678;
	PK 92/0 9:12456789 10:23456789; PL 48 7:136 9:123456789; PM 508/0 9:78 6:23456789;
	PR 1/1 10:5789; PS 970/0 9:5 8:2489; PT 351 9:236789; PW 680 7:23456789;
	PY 595/0 7:346789 8,9:23456789; QA 974 8:34567; RE 262/0 9:26789; RO 40/0 6:23 9:23789;
	RS 381/0 11,12:12378 7:123789 8,9,10:1236789; RU 7/8 10:3489; RW 250/0 9:2789; SA 966/0 9:159;
	SB 677 7:6789 5:123456; SC 248 7:24689; SD 249/0 9:19; SE 46/0 7:1234689 8:12345689 9:123456789;
	SG 65 8:3689; SH 290 5:2569; SI 386/0 8:123456789; SJ 47 8:4789;
	SK 421/0 6:2345 7:23459 9:2345689; SL 232/0 8:236789; SM 378 8:567; SN 221 9:3789;
	SO 252/0 6:1348 7:12345 8:12679 9:346789; SR 597 6:2345 7:6789; SS 211/0 9:19; ST 239 7:29;
	SV 503 8:2567; SX 1/1 10:5789; SY 963/0 8:12345 9:12359; SZ 268 8:0237; TA 290 4:8;
	TC 1/1 10:5689; TD 235 8:236789; TG 228 8:279; TH 66/0 9:1689 8:123457; TJ 992 9:0123456789;
	TK 690 4,5,6,7:2347; TL 670 8:7 7:234789; TM 993/8 8:1234567; TN 216 8:2345789;
	TO 676 5:2345678 7:056789; TR 90/0 10:234589; TT 1/1 10:589; TV 688 5:2 7:7 6:9;
	TW 886/0 8:2345678 9:2345689; TZ 255/0 9:246789; UA 380/0 9:3456789; UG 256/0 9:234789;
	US 1/1 10:23456789; UY 598/0 8:1249; UZ 998 9:2356789; VA 39 7:0 11:3 6,8:8 10:1358 9:0138;
	VC 1/1 10:5789; VE 58/0 10:245689; VG 1/1 10:2589; VI 1/1 10:3589; VN 84/0 10:12 9:1356789;
	VU 678 5:2348 7:5789; WF 681 6:4789; WS 685 10:8 6:68 7:78 5:23456;
	XK 383/0 10,11,12:3 9:23 8:23489; YE 967/0 8:1 9:7 7:1234567; YT 262/0 9:2689;
	ZA 27/0 5,6,7,8:8 9:123456789; ZM 260/0 9:256789; ZW 263/0 9:235678
`;

/** The countries by code, and those of each calling code. */
interface PhoneCountries {
	byCode: ReadonlyMap<string, PhoneCountry>;
	byCallingCode: ReadonlyMap<string, readonly PhoneCountry[]>;
}

const countries = once(readTable);

/** The countries by code. */
export function phoneCountries(): PhoneCountries['byCode'] {
	return countries().byCode;
}

/** The countries whose calling code a number begins with; no calling code is a prefix of another. */
export function countriesCalled(digits: string): readonly PhoneCountry[] {
	for (const length of [1, 2, 3]) {
		const called = countries().byCallingCode.get(digits.slice(0, length));
		if (called !== undefined) return called;
	}
	return [];
}

/** Reads the table, which {@link phoneCountries} and {@link countriesCalled} do once. */
export function readTable(): PhoneCountries {
	const all = TABLE.trim().split(/;\s+/).map(readEntry);
	return {
		byCode: new Map(all.map((country) => [country.code, country])),
		byCallingCode: groupBy(all, ({ callingCode }) => callingCode),
	};
}

function readEntry(entry: string): PhoneCountry {
	const [code, calling, ...plan] = entry.split(' ');
	const [callingCode, trunk] = calling.split('/') as [string, string | undefined];
	return {
		code,
		callingCode,
		trunkPrefixes: trunk === undefined ? [] : trunk.split(','),
		firstDigits: new Map(
			plan.flatMap((part) => {
				const [lengths, digits] = part.split(':');
				return lengths.split(',').map((length) => [Number(length), digits] as const);
			}),
		),
	};
}
