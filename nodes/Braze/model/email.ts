import { withoutInvisible } from './invisible';
import { charactersOf, isLonger } from './limits';
import { isEmailOfNobody } from './placeholder';

/*
 * Braze's rules for email addresses, of which it checks only the syntax.
 * Source: https://www.braze.com/docs/user_guide/channels/email/email_validation/
 */

/** Letters, digits and signs before the @; beyond ASCII, anything that is not a blank. */
const SIGN = String.raw`[\w\-^+$'&#/!%*=?${'`'}|~]|[^\x00-\x7f\s\p{Z}\p{C}]`;
const LOCAL = new RegExp(`^(?:${SIGN})(?:(?:${SIGN}|\\.)*(?:${SIGN}))?$`, 'u');
const LOCAL_LENGTH = 64;

/** What may come before a plus at Microsoft's hosts, which Braze recognizes by part of their name. */
const MICROSOFT = /msn|hotmail|outlook|live/i;
const MICROSOFT_LOCAL = /^\w[-\w]*(?:\.[-\w]+)*$/;

const HOST = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/i;

/** Most addresses, which comply with all rules; no longer than the shortest limit. */
const USUAL = /^(?=[^@]{2})[a-z\d][\w-]*(?:\.[\w-]+)*@(?:[a-z\d]+(?:-+[a-z\d]+)*\.)+[a-z]{2,}$/i;
const USUAL_LENGTH = 63;

/** An address that Braze accepts, or why it would refuse it; the text follows the field's name. */
type EmailReading = { email: string } | { problem: string };

/**
 * Reads an email address. Invisible characters are dropped, and a host beyond ASCII (`exämple.de`) is converted
 * to Punycode, which is all that Braze accepts.
 */
export function readEmail(given: string): EmailReading {
	if (isEmailOfNobody(given)) return { problem: 'stands for a missing value.' };
	if (given.length <= USUAL_LENGTH && USUAL.test(given)) return { email: given };
	const text = withoutInvisible(given);
	const at = text.lastIndexOf('@');
	if (at < 1 || at === text.length - 1) return { problem: 'is not an email address.' };
	if (/\s/.test(text)) return refused('it contains a blank');
	const local = text.slice(0, at);
	const host = asciiHost(text.slice(at + 1));
	const problem = problemOfLocal(local, host) ?? problemOfHost(host);
	return problem === undefined ? { email: `${local}@${host}` } : refused(problem);
}

function refused(why: string): EmailReading {
	return { problem: `is not an email address that Braze accepts: ${why}.` };
}

/** Converts a host beyond ASCII to Punycode; other hosts stay unchanged. */
function asciiHost(host: string): string {
	// URL also accepts more than hosts: ports, paths, escapes.
	if (/^[\x20-\x7e]*$/.test(host) || /[\s:/?#[\]@\\%<>|^]/.test(host)) return host;
	const address = `http://${host}`;
	return URL.canParse(address) ? new URL(address).hostname : host;
}

function problemOfLocal(local: string, host: string): string | undefined {
	if (isLonger(local, LOCAL_LENGTH)) {
		return `the part before @ is longer than ${LOCAL_LENGTH} characters`;
	}
	if (/^\.|\.$/.test(local)) return 'the part before @ begins or ends with a dot';
	if (!LOCAL.test(local)) return 'the part before @ contains a character that it cannot contain';
	if (/^gmail\.com$/i.test(host) && charactersOf(local) < 2) {
		return 'the part before @gmail.com must have at least two characters';
	}
	if (MICROSOFT.test(host) && !MICROSOFT_LOCAL.test(local.split('+', 1)[0])) {
		return `the part before @${host} can contain only letters, digits, _, - and single dots`;
	}
	return undefined;
}

function problemOfHost(host: string): string | undefined {
	if (!HOST.test(host)) return 'the part after @ is not a domain such as example.com';
	return /\.\d+$/.test(host) ? 'its domain ends with a number' : undefined;
}
