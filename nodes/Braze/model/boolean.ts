import { withoutInvisible } from './invisible';
import { ItemError } from './itemError';

/**
 * What people, forms and programs write for yes and no, in the languages of Braze's markets; a blank or
 * a hyphen inside is written as `_`. Only whole answers are here: "No thanks" is neither.
 */
const YES = wordsOf(`
	true t yes y on 1 ok checked ticked selected enabled agree agreed accept accepted granted
	subscribe subscribed opt_in opted_in optin ✓ ✔ ✅ ☑
	ja j oui sí si sì s sim tak evet ya iya igen da ano áno kyllä ναι да так có ใช่ हाँ نعم כן
	はい 同意する 同意します 예 네 동의 동의함 동의합니다 是 是的 好 好的 对 接受 同意 jawohl einverstanden
	stimme_zu ich_stimme_zu d'accord j'accepte de_acuerdo acepto aceito concordo accetto acconsento
	akkoord godkänner samtycker accepterer samtykker godtar joo hyväksyn suostun zgoda
	zgadzam_się onaylıyorum kabul_ediyorum wahr vrai verdadero verdadeiro vero waar prawda doğru dogru sant sand benar
`);
const NO = wordsOf(`
	false f no n off 0 none null nil nan undefined [] {} unchecked unticked unselected disabled
	disagree decline declined deny denied reject rejected refuse refused
	unsubscribe unsubscribed opt_out opted_out optout ✗ ✘ ❌ ☐
	nein non não nao nee nej nei nie hayır hayir tidak nem nu ne ei όχι нет не ні không ไม่ नहीं لا לא
	いいえ 同意しない 同意しません 아니요 아니오 아뇨 동의하지_않음 거부 否 不 不是 不同意 拒绝 不接受
	nicht_einverstanden stimme_nicht_zu ich_stimme_nicht_zu je_refuse je_n'accepte_pas no_acepto
	não_aceito não_concordo non_accetto rifiuto niet_akkoord godkänner_inte samtycker_inte
	accepterer_ikke samtykker_ikke godtar_ikke en_hyväksy en_suostu brak_zgody nie_zgadzam_się
	kabul_etmiyorum falsch faux falso onwaar fałsz falsz yanlış yanlis falskt falsk salah
`);

function wordsOf(text: string): ReadonlySet<string> {
	return new Set(text.trim().split(/\s+/));
}

/**
 * Whether a value says yes or no: the one reading for conditions, switches and consent. Nothing (also
 * an empty list or object) is no; a list of one says what its element says.
 *
 * @returns undefined for what is neither
 */
export function yesOrNo(value: unknown): boolean | undefined {
	switch (typeof value) {
		case 'boolean':
			return value;
		case 'number':
		case 'bigint':
			return Number(value) === 1 ? true : value ? undefined : false;
		case 'string':
			return wordSays(value);
		case 'undefined':
			return false;
		case 'object':
			if (value === null) return false;
			if (Array.isArray(value) && value.length === 1) return yesOrNo(value[0]);
			return Object.keys(value).length === 0 && isContainer(value) ? false : undefined;
		default:
			return undefined;
	}
}

/** (A date has no keys, either.) */
function isContainer(value: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(value);
	return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

/** Characters of a word, with what may stand around it. */
const LONGEST = 40;

function wordSays(text: string): boolean | undefined {
	const plain = withoutInvisible(text);
	if (plain.length > LONGEST) return undefined;
	const word = plain
		.normalize('NFC')
		.toLowerCase()
		.replace(/^["'“”‘’]+|[.!"'“”‘’]+$/g, '')
		.replace(/[\s_-]+/g, '_');
	if (word === '' || NO.has(word)) return false;
	if (YES.has(word)) return true;
	const number = /^\d+(?:\.0*)?$/.test(word) ? Number(word) : undefined;
	return number === undefined || number > 1 ? undefined : number === 1;
}

/** What is wrong with an answer about consent that {@link yesOrNo} cannot read; follows the field's name. */
export const NEITHER = 'is neither yes nor no.';

/**
 * Whether something is wanted, as a switch says it. An expression may give text, as form entries hold it.
 *
 * @param label the field's display name
 * @param fallback for nothing
 * @throws ItemError for what is neither yes nor no
 */
export function readBoolean(value: unknown, label: string, fallback: boolean): boolean {
	if (value === undefined || value === null) return fallback;
	if (typeof value === 'string' && value.trim() === '') return fallback;
	const said = yesOrNo(value);
	if (said === undefined) throw new ItemError(`${label} must be true or false.`, { value });
	return said;
}
