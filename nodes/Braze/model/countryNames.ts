/*
 * Country codes and names that Intl lacks: three-letter codes, and names of ISO 3166-1 and of everyday
 * English that are not Intl's own.
 */

/**
 * ISO 3166-1 alpha-3, in the order of the two-letter codes (XK, Kosovo, means XKX).
 * Source: https://www.iso.org/obp/ui/#search/code/
 */
export const ALPHA_3: readonly string[] =
	`AND ARE AFG ATG AIA ALB ARM AGO ATA ARG ASM AUT AUS ABW ALA AZE BIH BRB BGD BEL BFA BGR BHR BDI
	BEN BLM BMU BRN BOL BES BRA BHS BTN BVT BWA BLR BLZ CAN CCK COD CAF COG CHE CIV COK CHL CMR CHN COL
	CRI CUB CPV CUW CXR CYP CZE DEU DJI DNK DMA DOM DZA ECU EST EGY ESH ERI ESP ETH FIN FJI FLK FSM FRO
	FRA GAB GBR GRD GEO GUF GGY GHA GIB GRL GMB GIN GLP GNQ GRC SGS GTM GUM GNB GUY HKG HMD HND HRV HTI
	HUN IDN IRL ISR IMN IND IOT IRQ IRN ISL ITA JEY JAM JOR JPN KEN KGZ KHM KIR COM KNA PRK KOR KWT CYM
	KAZ LAO LBN LCA LIE LKA LBR LSO LTU LUX LVA LBY MAR MCO MDA MNE MAF MDG MHL MKD MLI MMR MNG MAC MNP
	MTQ MRT MSR MLT MUS MDV MWI MEX MYS MOZ NAM NCL NER NFK NGA NIC NLD NOR NPL NRU NIU NZL OMN PAN PER
	PYF PNG PHL PAK POL SPM PCN PRI PSE PRT PLW PRY QAT REU ROU SRB RUS RWA SAU SLB SYC SDN SWE SGP SHN
	SVN SJM SVK SLE SMR SEN SOM SUR SSD STP SLV SXM SYR SWZ TCA TCD ATF TGO THA TJK TKL TLS TKM TUN TON
	TUR TTO TUV TWN TZA UKR UGA UMI USA URY UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM XKX YEM MYT ZAF ZMB
	ZWE`.split(/\s+/);

/**
 * Names that Intl lacks, by code. Inverted names (`Korea, Republic of`), articles and titles of states
 * (`Kingdom of`) are handled separately.
 * Sources: ISO 3166-1; https://www.gov.uk/government/publications/geographical-names-and-information
 */
export const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
	AE: ['UAE', 'Emirates'],
	AT: ['Oesterreich'],
	BA: ['Bosnia'],
	BN: ['Brunei Darussalam'],
	BO: ['Plurinational State of Bolivia'],
	BQ: ['Bonaire, Sint Eustatius and Saba', 'Bonaire'],
	CC: ['Cocos Islands', 'Keeling Islands'],
	CD: ['Democratic Republic of the Congo', 'DR Congo', 'DRC', 'Congo Kinshasa', 'Congo, Dem. Rep.'],
	CG: ['Congo', 'Republic of the Congo', 'Congo Brazzaville', 'Congo, Rep.'],
	CI: ['Ivory Coast', 'Elfenbeinküste', 'Costa de Marfil'],
	CN: ["People's Republic of China", 'PRC', 'Mainland China'],
	CV: ['Cabo Verde'],
	CZ: [
		'Czech Republic',
		'Repubblica Ceca',
		'República Checa',
		'République tchèque',
		'Tschechische Republik',
	],
	FK: ['Falkland Islands', 'Malvinas', 'Falkland Islands (Malvinas)'],
	FM: ['Federated States of Micronesia'],
	GB: [
		'Britain',
		'England',
		'Gran Bretagna',
		'Gran Bretaña',
		'Grande-Bretagne',
		'Great Britain',
		'Großbritannien',
		'Northern Ireland',
		'Scotland',
		'United Kingdom of Great Britain and Northern Ireland',
		'Wales',
	],
	GF: ['Guyane'],
	HM: ['Heard Island and McDonald Islands'],
	HK: ['Hong Kong SAR', 'Hong Kong SAR China'],
	IE: ['Éire', 'Ireland (Republic)'],
	IR: ['Islamic Republic of Iran'],
	JO: ['Hashemite Kingdom of Jordan'],
	JP: ['Nippon'],
	KG: ['Kyrgyz Republic'],
	KN: ['Saint Christopher and Nevis'],
	KP: ["Democratic People's Republic of Korea", 'DPRK', 'Korea, North', 'Korea, Dem. Rep.'],
	KR: ['Republic of Korea', 'ROK', 'Korea, South', 'Korea, Rep.'],
	LA: ["Lao People's Democratic Republic", 'Lao PDR'],
	LK: ['Democratic Socialist Republic of Sri Lanka'],
	LY: ['Libyan Arab Jamahiriya'],
	MK: ['Macedonia', 'Former Yugoslav Republic of Macedonia', 'FYROM'],
	MM: ['Burma'],
	MO: ['Macau', 'Macau SAR', 'Macao SAR'],
	NL: ['Holland'],
	PN: ['Pitcairn'],
	PS: [
		'State of Palestine',
		'Palestine',
		'Palestinian Territory',
		'Occupied Palestinian Territory',
	],
	RU: ['Russian Federation', 'Russische Föderation'],
	SA: ['KSA'],
	SH: ['Saint Helena, Ascension and Tristan da Cunha'],
	SK: ['Slovak Republic'],
	ST: ['Sao Tome'],
	SY: ['Syrian Arab Republic'],
	SZ: ['Swaziland'],
	TL: ['East Timor'],
	TR: ['Turkey'],
	TW: ['Republic of China', 'Taiwan, Province of China', 'Chinese Taipei'],
	UM: ['United States Minor Outlying Islands'],
	US: [
		'America',
		'Estados Unidos de América',
		"États-Unis d'Amérique",
		"Stati Uniti d'America",
		'United States of America',
		'US of America',
		'Vereinigte Staaten von Amerika',
	],
	VA: ['Holy See', 'Vatican'],
	VC: ['Saint Vincent'],
	VE: ['Bolivarian Republic of Venezuela'],
	VG: ['Virgin Islands (British)'],
	VI: ['Virgin Islands (U.S.)', 'United States Virgin Islands'],
	VN: ['Viet Nam'],
};

/** Titles before the names of states, which are dropped. */
export const TITLES =
	/^(?:(?:arab|co-?operative|democratic(?: and popular| socialist)?|eastern|federal(?: democratic)?|federative|hellenic|independent|islamic|italian|oriental|people's(?: democratic)?|portuguese|socialist|united) )*(?:commonwealth|federation|grand duchy|kingdom|principality|republic|state|sultanate|union) of /i;
