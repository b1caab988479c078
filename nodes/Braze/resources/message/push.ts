import { compileOptions } from '../../fields/options';
import { optionsShownFor, shownFor } from '../../fields/shown';
import { noChoice } from '../../model/choice';
import { ItemError } from '../../model/itemError';
import type { Parameters } from '../../runtime/parameters';
import type { ReadMessages } from './messages';
import { compileText, given, optionText } from './texts';

const PLATFORMS = {
	android_push: 'Android',
	apple_push: 'iOS',
	kindle_push: 'Kindle',
	web_push: 'Web',
} as const;

/** Source: https://www.braze.com/docs/api/objects_filters/messaging/android_object/ and its neighbors */
export const pushFields = shownFor({ channel: ['push'] }, [
	{
		displayName: 'Platforms',
		name: 'platforms',
		type: 'multiOptions',
		options: Object.entries(PLATFORMS).map(([value, name]) => ({ name, value })),
		default: ['android_push', 'apple_push', 'web_push'],
		required: true,
		description: 'Where it is shown, for users who have the app, or allow it in their browser',
	},
	{
		displayName: 'Title',
		name: 'pushTitle',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. You have won',
		description: 'The title of the push',
	},
	{
		displayName: 'Text',
		name: 'pushText',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		required: true,
		placeholder: 'e.g. Open the app to see your prize',
		description: 'The text of the push',
	},
]);

export const pushOptions = optionsShownFor({ channel: ['push'] }, [
	{
		displayName: 'Link',
		name: 'pushLink',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/prizes',
		description: 'What a click opens: a web address, or a deep link into the app',
	},
]);

/** Compiles {@link pushFields}. */
export function compilePushMessages(parameters: Parameters): ReadMessages {
	const platforms = parameters.perItem('platforms', 'Platforms');
	const title = compileText(parameters, 'pushTitle', 'Title');
	const text = compileText(parameters, 'pushText', 'Text');
	const optionsOf = compileOptions(parameters);
	return (...item) => {
		const shown = { title: title(...item), text: text(...item) };
		const custom_uri = optionText(optionsOf(...item), 'pushLink', 'Link', item);
		const messages = readPlatforms(platforms(...item)).map((platform) => {
			const alert = { alert: shown.text, title: shown.title };
			const own = platform === 'apple_push' ? { alert: appleAlert(shown) } : alert;
			return [platform, given({ ...own, custom_uri })] as const;
		});
		return Object.fromEntries(messages);
	};
}

/** Source: https://www.braze.com/docs/api/objects_filters/messaging/apple_object/ */
function appleAlert({ title, text }: { title: string; text: string }) {
	return { title, body: text };
}

function readPlatforms(value: unknown): string[] {
	const wanted = Array.isArray(value) ? value : [];
	const known = Object.keys(PLATFORMS);
	const unknown: unknown = wanted.find((one) => !known.includes(String(one)));
	if (unknown !== undefined) throw noChoice(unknown, known, 'Platforms');
	if (wanted.length === 0) throw new ItemError('Platforms: choose at least one.');
	return wanted.map(String);
}
