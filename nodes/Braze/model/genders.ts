import { fold } from './fold';
import { withoutInvisible } from './invisible';
import { UNKNOWN_WORDS } from './unknownWords';

/*
 * What forms call genders, in the languages of Braze's markets (Intl has no such names); upper and
 * lower case, accents, blanks and signs make no difference. A letter that means opposite things in two
 * of these languages is left out: V (Dutch vrouw, Spanish varón). D is divers, as in the German m/w/d.
 * Braze's own five letters always mean what they mean to Braze.
 */
const WORDS: Readonly<Record<string, string>> = {
	M: `♂, m, male, masc, man, boy, masculine, h, homme, masculin, hombre, masculino, homem, uomo, maschio,
		maschile, männlich, maennlich, mann, herr, mannelijk, manlig, mand, mandlig, mannlig, mies, muž, mężczyzna,
		férfi, erkek, bărbat, мужской, мужчина, муж, м, чоловік, чоловіча, чоловічий, мъж, muškarac,
		άνδρας, άντρας, ذكر, رجل, זכר, גבר, पुरुष, laki-laki, pria, lelaki, nam, ชาย, 男, 男性, 남, 남성, 남자`,
	F: `♀, f, female, fem, woman, girl, feminine, w, femme, féminin, mujer, femenino, femenina, mulher, feminino,
		donna, femmina, femminile, weiblich, frau, vrouw, vrouwelijk, k, kvinna, kvinnlig, kvinde,
		kvindelig, kvinne, kvinnelig, nainen, žena, kobieta, nő, kadın, femeie, женский, женщина, ж,
		жінка, жіноча, жіночий, жена, γυναίκα, أنثى, امرأة, נקבה, אישה, महिला, perempuan, wanita, nữ,
		หญิง, 女, 女性, 여, 여성, 여자`,
	O: `o, d, x, other, others, another, diverse, divers, non-binary, nonbinary, enby, genderqueer, autre, non-binaire, otro,
		otra, no binario, outro, outra, não binário, altro, non binario, nichtbinär, nicht-binär, andere, anderes, anders, sonstige,
		non-binair, annat, icke-binär, andet, annet, ikke-binær, muu, jiné, inny, inna, inne, egyéb, diğer,
		altul, другой, другое, інше, 其他, その他, 기타, lainnya, khác, อื่นๆ`,
	N: 'n, not applicable, nicht zutreffend, non applicable, no aplica, não aplicável, niet van toepassing',
	P: `p, i'd rather not say, rather not say, decline to state, decline to answer, declined,
		möchte ich nicht angeben, möchte ich nicht sagen, zeg ik liever niet, wil ik niet zeggen,
		wil niet zeggen, ei halua kertoa, ei halua vastata, 不愿透露, 不愿意透露, 保密, 回答しない, 答えたくない, 選択しない,
		응답하지 않음, memilih tidak menjawab, ne se prononce pas`,
};

/** How a wish not to say it begins in many languages, folded. */
const PREFERS_NOT = new RegExp(
	`^(?:${[
		"i would prefer not, i'd prefer not, i prefer not, prefer not, rather not, i do not wish to, i don't want to",
		'je préfère ne pas, préfère ne pas, je ne souhaite pas, ne souhaite pas',
		'prefiero no, prefiro não, não quero, preferisco non, möchte nicht, ich möchte nicht',
		'liever niet, vill inte, vil ikke, ønsker ikke, en halua, wolę nie, nie chcę, nechci',
		'belirtmek istem, nem kívánom, prefer să nu, предпочитаю не, не хочу',
	]
		.join()
		.split(',')
		.map(fold)
		.join('|')})`,
);

const GENDERS: ReadonlyMap<string, string | null> = new Map([
	...['u', 'null', 'undefined', 'nan', ...UNKNOWN_WORDS].map(
		(word) => [keyOf(word), null] as const,
	),
	...Object.entries(WORDS).flatMap(([code, words]) =>
		words.split(',').map((word) => [keyOf(word), code] as const),
	),
]);

/** A word as it is compared. Accents matter in short ones: nő is a woman in Hungarian, no isn't. */
function keyOf(word: string): string {
	const folded = fold(word);
	return folded.length > 2
		? folded
		: word
				.normalize('NFKC')
				.toLowerCase()
				.replace(/[\p{P}\s]/gu, '');
}

/**
 * Braze's letter for a gender.
 * Source: https://www.braze.com/docs/api/objects_filters/user_attributes_object/
 *
 * @returns null if the text says that it is not known, undefined for anything else
 */
export function genderCode(text: string): string | null | undefined {
	// (Most are Braze's own letters, or words as they stand above.)
	const quick = GENDERS.get(text.toLowerCase());
	if (quick !== undefined) return quick;
	const plain = withoutInvisible(text);
	const key = keyOf(plain);
	if (key === '') return null;
	const known = GENDERS.get(key);
	if (known !== undefined) return known;
	return PREFERS_NOT.test(fold(plain)) ? 'P' : undefined;
}
