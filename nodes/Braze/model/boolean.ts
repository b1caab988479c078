import { applyEmptyValues } from './emptyValues';
import { withoutInvisible } from './invisible';
import { ItemError } from './itemError';
import { isNothing } from './nothing';

/**
 * What people, forms and programs write for yes and no, in the languages of Braze's markets (also
 * Excel's words for true and false); a blank or a hyphen inside is written as `_`. Only whole answers
 * are here: "No thanks" is neither.
 */
const AGREEMENTS = wordsOf(`
	agree agreed accept accepted allow allowed approve approved checked consent consented granted opt_in
	opted_in optin selected subscribe subscribed ticked
`);
const YES = wordsOf(`
	true t yes y on 1 ok enabled confirmed ✓ ✔ ✅ ☑ 👍
	ja j oui sí si sì s sim tak evet ya iya igen da ano áno kyllä ναι да так có ใช่ हाँ हां نعم כן
	はい 同意する 同意します 예 네 동의 동의함 동의합니다 동의_합니다 是 是的 好 好的 对 接受 同意 jawohl einverstanden
	stimme_zu stimme_ich_zu willige_ein d'accord accepte j'accepte suis_d'accord de_acuerdo estoy_de_acuerdo acepto aceito
	concordo accetto acconsento akkoord ga_akkoord godkänner samtycker accepterer samtykker godtar joo hyväksyn suostun
	zgoda zgadzam_się souhlasím súhlasím elfogadom egyetértek sunt_de_acord onaylıyorum kabul_ediyorum
	согласен согласна съгласен съгласна згоден згодна συμφωνώ đồng_ý setuju أوافق موافق מסכים מסכימה אני_מסכים
	wahr vrai verdadero verdadeiro vero waar prawda doğru dogru sant sand sann tosi pravda igaz adevărat
	истина істина αληθές benar
`);
const NO = wordsOf(`
	false f no n off 0 none null nil nan undefined [] {} unchecked unticked unselected disabled
	disagree decline declined deny denied disallow disallowed reject rejected refuse refused revoked withdrawn
	unsubscribe unsubscribed opt_out opted_out optout ✗ ✘ ✖ ❌ ☐ 👎
	nein non não nao nee nej nei nie hayır hayir tidak nem nu ne ei όχι οχι нет не ні không ไม่ नहीं لا לא
	いいえ 同意しない 同意しません 아니요 아니오 아뇨 동의하지_않음 동의하지_않습니다 거부 否 不 不是 不同意 拒绝 不接受
	nicht_einverstanden stimme_nicht_zu willige_nicht_ein je_refuse n'accepte_pas je_n'accepte_pas pas_d'accord
	no_acepto no_estoy_de_acuerdo não_aceito não_concordo non_accetto non_acconsento rifiuto
	niet_akkoord ga_niet_akkoord godkänner_inte samtycker_inte
	accepterer_ikke samtykker_ikke godtar_ikke en_hyväksy en_suostu brak_zgody nie_zgadzam_się nesouhlasím nesúhlasím
	nem_fogadom_el nu_sunt_de_acord kabul_etmiyorum onaylamıyorum не_согласен не_согласна не_съм_съгласен не_згоден не_згодна
	δεν_συμφωνώ không_đồng_ý tidak_setuju لا_أوافق לא_מסכים
	falsch faux falso onwaar fałsz falsz yanlış yanlis falskt falsk usann epätosi nepravda hamis fals
	ложь лъжа хибність ψευδές salah
`);

/** What may go before an answer: who gives it. */
const PRONOUN = /^(?:(?:i|ich|je|ik|jag|jeg|eg|yo|eu|io|tôi|saya|я)_|我)(?=.)/u;

/** English says no by a word before the verb. */
const NEGATION = /^(?:do_not|don't|dont|did_not|didn't|not|no)_/;

function wordsOf(text: string): ReadonlySet<string> {
	return new Set(text.trim().split(/\s+/));
}

/**
 * Whether a value says yes or no: the one reading for conditions, switches and consent. Nothing (also
 * a list or object of nothing) is no; a list says what its elements say, if all say the same.
 *
 * @returns undefined for any other value
 */
export function yesOrNo(value: unknown): boolean | undefined {
	switch (typeof value) {
		case 'boolean':
		case 'number':
		case 'bigint':
			return Number(value) === 1 ? true : value ? undefined : false;
		case 'string':
			return wordSays(value);
		case 'undefined':
		case 'object':
			return containerSays(applyEmptyValues(value, 'skip'));
	}
	return undefined;
}

/** What a list says if all of its elements say the same; nothing is no. */
function containerSays(value: unknown): boolean | undefined {
	if (value === undefined) return false;
	return Array.isArray(value) ? agreed(value.map(yesOrNo)) : undefined;
}

function agreed([said, ...others]: ReadonlyArray<boolean | undefined>): boolean | undefined {
	return others.every((other) => other === said) ? said : undefined;
}

/** Characters of an answer, with what may stand around it. */
const LONGEST = 60;

/** What stands between the answers of a text that gives several: `Yes / Ja`, `✅ Yes`, `Yes, I agree`. */
const BETWEEN = /[,;/()|.!。、،]|\s[-\p{Pd}]\s|(?<=\p{So})|(?=\p{So})/u;

/** What a text says, if all of its answers say the same. */
function wordSays(text: string): boolean | undefined {
	const plain = withoutInvisible(text);
	if (plain.length > LONGEST) return undefined;
	// (NFKC turns full-width letters and signs into ordinary ones.)
	const lower = plain.normalize('NFKC').toLowerCase().replaceAll('’', "'");
	const said = answerSays(lower);
	// (Digits are numbers, whose parts say nothing.)
	if (said !== undefined || /\d/.test(lower) || !BETWEEN.test(lower)) return said;
	const answers = lower.split(BETWEEN).filter((answer) => answer.trim() !== '');
	// (Letters with periods between them are short for something else: "T.Y.", "N.N.")
	if (answers.some((answer) => /^\s*[a-z]\s*$/.test(answer))) return undefined;
	return agreed(answers.map(answerSays));
}

function answerSays(text: string): boolean | undefined {
	const word = text.replace(/^[\s"'“”‘]+|[\s.!。！؟"'“”]+$/g, '').replace(/[\s_-]+/g, '_');
	if (word === '' || NO.has(word)) return false;
	if (isYes(word)) return true;
	const digit = /^0*([01])(?:\.0*)?$/.exec(word)?.[1];
	if (digit !== undefined) return digit === '1';
	const bare = word.replace(PRONOUN, '');
	// ("I-1" is a number of something.)
	if (/^[a-z\d]$/.test(bare)) return undefined;
	if (NEGATION.test(bare)) return AGREEMENTS.has(bare.replace(NEGATION, '')) ? false : undefined;
	if (NO.has(bare)) return false;
	return isYes(bare) ? true : undefined;
}

function isYes(word: string): boolean {
	return YES.has(word) || AGREEMENTS.has(word);
}

/** What is wrong with an answer about consent that {@link yesOrNo} cannot read; follows the field's name. */
export const NEITHER = 'is neither yes nor no.';

/**
 * Whether something is wanted, as a switch says it. An expression may return text, as form entries do.
 *
 * @param label the field's display name
 * @param fallback for nothing
 * @throws ItemError for any other value
 */
export function readBoolean(value: unknown, label: string, fallback: boolean): boolean {
	if (isNothing(value)) return fallback;
	const said = yesOrNo(value);
	if (said === undefined) throw new ItemError(`${label} must be true or false.`, { value });
	return said;
}
