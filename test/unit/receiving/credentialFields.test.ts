import { sharedSecretFields } from '../../../nodes/receiving/credentialFields';

const fields = () =>
	sharedSecretFields({
		sender: 'Acme',
		howTo: 'Enter the same text in Acme.',
		secretDescription: 'At least 16 characters.',
		defaultHeader: 'X-Acme-Secret',
	});

it('the form says how to make a secret, and hides what is entered', () => {
	const shown = fields().map(({ displayName, name, type, required, typeOptions, ...rest }) => ({
		[displayName]: [name, type, rest.default, required === true, typeOptions?.password === true],
	}));
	expect(shown).toEqual([
		{ 'Enter the same text in Acme.': ['notice', 'notice', '', false, false] },
		{ Secret: ['secret', 'string', '', true, true] },
		{ 'Header Name': ['headerName', 'string', 'X-Acme-Secret', false, false] },
		{ 'Previous Secret': ['previousSecret', 'string', '', false, true] },
	]);
});

it('the descriptions speak of the sender', () => {
	expect(fields().map(({ description }) => description)).toEqual([
		undefined,
		'At least 16 characters.',
		'The name of the header in which Acme sends the secret, if it is sent in a header',
		'To replace the secret without a gap: move the old one here, enter the new one above, change it in Acme, and clear this field. Until then, both are accepted.',
	]);
});
