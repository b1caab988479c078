import { fold } from './fold';

/*
 * What forms call genders, in the languages of Braze's markets (Intl has no such names); upper and
 * lower case, accents, blanks and signs make no difference.
 */
const WORDS: Readonly<Record<string, string>> = {
	M: `m, male, man, boy, masculine, h, homme, masculin, hombre, masculino, homem, uomo, maschio,
		maschile, männlich, mann, herr, mannelijk, manlig, mand, mandlig, mannlig, mies, muž, mężczyzna,
		férfi, erkek, bărbat, мужской, мужчина, муж, м, чоловік, чоловіча, чоловічий, мъж, muškarac,
		άνδρας, άντρας, ذكر, رجل, זכר, גבר, पुरुष, laki-laki, pria, lelaki, nam, ชาย, 男, 男性, 남, 남성, 남자`,
	F: `f, female, woman, girl, feminine, w, femme, féminin, mujer, femenino, femenina, mulher, feminino,
		donna, femmina, femminile, weiblich, frau, v, vrouw, vrouwelijk, k, kvinna, kvinnlig, kvinde,
		kvindelig, kvinne, kvinnelig, nainen, žena, kobieta, nő, kadın, femeie, женский, женщина, ж,
		жінка, жіноча, жіночий, жена, γυναίκα, أنثى, امرأة, נקבה, אישה, महिला, perempuan, wanita, nữ,
		หญิง, 女, 女性, 여, 여성, 여자`,
	O: `o, d, x, other, diverse, divers, non-binary, nonbinary, enby, genderqueer, autre, non-binaire, otro,
		otra, no binario, outro, outra, não binário, altro, non binario, nichtbinär, nicht-binär, anders,
		non-binair, annat, icke-binär, andet, annet, ikke-binær, muu, jiné, inny, inna, inne, egyéb, diğer,
		altul, другой, другое, інше, 其他, その他, 기타, lainnya, khác, อื่นๆ`,
	N: 'n, not applicable, nicht zutreffend, non applicable, no aplica, não aplicável, niet van toepassing',
	P: `p, prefer not to say, prefer not to answer, prefer not to disclose, i prefer not to say,
		i'd prefer not to say, i'd rather not say, rather not say, decline to state, decline to answer,
		keine angabe, möchte ich nicht angeben, möchte ich nicht sagen, préfère ne pas dire, je préfère ne pas répondre,
		préfère ne pas répondre, préfère ne pas le dire, ne souhaite pas répondre, prefiero no decirlo,
		prefiero no decir, prefiero no responder, prefiro não dizer, prefiro não responder,
		preferisco non dirlo, preferisco non specificare, preferisco non rispondere, zeg ik liever niet,
		wil ik niet zeggen, vill inte uppge, vill inte säga, vil ikke oplyse, ønsker ikke å oppgi,
		en halua kertoa, wolę nie podawać, wolę nie mówić, nechci uvést, belirtmek istemiyorum,
		nem kívánom megadni, prefer să nu spun, предпочитаю не указывать, не хочу указывать, 不愿透露,
		不愿意透露, 回答しない, 答えたくない, 무응답, 응답하지 않음, memilih tidak menjawab`,
	unknown: `unknown, u, unspecified, not specified, not known, not set, not stated, undisclosed,
		not available, no answer, n/a, na, none, null, nil, undefined, nan, unbekannt, inconnu,
		non spécifié, non renseigné, desconocido, desconhecido, sconosciuto, onbekend, okänd, ukendt,
		ukjent, tuntematon, nieznana, nieznany, neznámé, ismeretlen, bilinmiyor, necunoscut, неизвестно,
		не указан, невідомо, 未知, 不明, 알 수 없음, tidak diketahui, không rõ`,
};

const GENDERS: ReadonlyMap<string, string | null> = new Map(
	Object.entries(WORDS).flatMap(([code, words]) =>
		words.split(',').map((word) => [fold(word), code === 'unknown' ? null : code] as const),
	),
);

/**
 * Braze's letter for a gender.
 * Source: https://www.braze.com/docs/api/objects_filters/user_attributes_object/
 *
 * @returns null for what says that it is not known, undefined for anything else
 */
export function genderCode(text: string): string | null | undefined {
	// (Most say it by Braze's own letter.)
	const letter = text.length === 1 ? GENDERS.get(text.toLowerCase()) : undefined;
	if (letter !== undefined) return letter;
	const folded = fold(text);
	return folded === '' ? null : GENDERS.get(folded);
}
