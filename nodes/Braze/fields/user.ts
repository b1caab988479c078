import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { ParameterSource } from '../mapping/engine';
import { compileFirstIdentifier } from '../mapping/firstIdentifier';
import { compileIdentifier } from '../mapping/identifier';
import type { PerItem } from '../mapping/perItem';
import type { IdentifyBy, UserBy } from '../model/user';
import { docsLink } from './docs';
import { aliasLabelField, aliasNameField, emailField, externalIdField } from './identity';
import { noticeField } from './notice';

/** How an operation lets the user say whom it is about. */
export interface UserChoice<By extends IdentifyBy = IdentifyBy> {
	/** The identifiers that its endpoint takes; the first is the default. */
	kinds: readonly By[];
	/** Set if the operation has a second user: goes before the names of its parameters. */
	prefix?: 'keep';
	/** Set with it: goes before the user's labels and errors. */
	role?: string;
	/** Whether the operation creates a profile that is not there. */
	creates?: boolean;
	/** Whether several identifiers can be given, of which the first with a value counts. */
	firstAvailable?: boolean;
	/** Whether what the operation does to the user cannot be undone: then nothing is filled in beforehand. */
	startsEmpty?: boolean;
}

const KINDS: Record<IdentifyBy, Pick<INodePropertyOptions, 'name' | 'description'>> = {
	brazeId: { name: 'Braze ID', description: 'The ID that Braze assigned to the user' },
	email: { name: 'Email', description: 'The profile with this email' },
	externalId: { name: 'External ID', description: 'Your own ID for the user' },
	phone: { name: 'Phone', description: 'The profile with this phone number' },
	userAlias: {
		name: 'User Alias',
		description: 'A label and a name, such as the label "email" and the person’s email',
	},
};

/** The same for an operation that creates profiles. */
const CREATING: Record<IdentifyBy, string> = {
	brazeId: 'The ID that Braze assigned to the user. Never creates a profile.',
	email:
		'Looks at the email on the profiles: updates the one that has it, or creates an email-only profile',
	externalId:
		'Your own ID for the user: updates the profile that has it, or creates one. The best choice if you have one.',
	phone:
		'Looks at the phone number on the profiles: updates the one that has it, or creates a phone-only profile',
	userAlias:
		'A label and a name, such as the label "email" and the person’s email: keeps Komo’s people as profiles of their own, whatever email other profiles have',
};

/** A field, and the kind of identifier that it is for. */
type Field = INodeProperties & { by: IdentifyBy };

const WHICH_ONE = docsLink('identify-users.md', 'How to choose');

const FIELDS: readonly Field[] = [
	{
		...aliasLabelField,
		by: 'userAlias',
		hint: `Someone who is in Braze with an external ID gets a second profile. ${WHICH_ONE}`,
	},
	{ ...aliasNameField, by: 'userAlias' },
	{ ...externalIdField, by: 'externalId' },
	{ ...emailField, by: 'email' },
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		by: 'phone',
		default: '',
		required: true,
		placeholder: 'e.g. +61400000000',
		description: 'The user’s phone number in E.164 format, with + and the country code',
	},
	{
		displayName: 'Braze ID',
		name: 'brazeId',
		type: 'string',
		by: 'brazeId',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.braze_id }}',
		description: 'The ID that Braze assigned to the user',
	},
];

/** The name of one of the choice's parameters. */
export function userParameter({ prefix }: UserChoice, name: string): string {
	return prefix === undefined ? name : `${prefix}${name[0].toUpperCase()}${name.slice(1)}`;
}

/** The fields that say which user it is. */
export function userFields(choice: UserChoice): INodeProperties[] {
	const { kinds, role, creates } = choice;
	const [first] = kinds;
	const by = userParameter(choice, 'identifyBy');
	const label = (name: string) => (role === undefined ? name : `${role}: ${name}`);
	const identifyBy: INodeProperties = {
		displayName: label('Identify By'),
		name: by,
		type: 'options',
		noDataExpression: true,
		options: [...kindOptions(choice), ...(choice.firstAvailable ? [FIRST_AVAILABLE] : [])].sort(
			(a, b) => a.name.localeCompare(b.name),
		),
		default: first,
		description: `How Braze finds the person’s profile${creates ? '; if there is none yet, most choices create one' : ''}. ${WHICH_ONE}.`,
	};
	const values = FIELDS.filter((field) => kinds.includes(field.by)).map((field) => {
		const isFilledIn = choice.prefix === undefined && !choice.startsEmpty;
		const usual = isFilledIn || field.name === 'aliasLabel' ? field.default : '';
		const { by: kind, hint, ...property } = field;
		return {
			...property,
			displayName: label(field.displayName),
			name: userParameter(choice, field.name),
			displayOptions: { show: { [by]: [kind] } },
			default: usual,
			...(creates && hint !== undefined && { hint }),
		};
	});
	return [identifyBy, ...values, ...(choice.firstAvailable ? identifiersFields(choice) : [])];
}

const FIRST_AVAILABLE: INodePropertyOptions = {
	name: 'First Available',
	value: 'firstAvailable',
	description:
		'For people identified in different ways: uses the first of several identifiers that has a value',
};

function kindOptions({ kinds, creates }: UserChoice): INodePropertyOptions[] {
	return kinds.map((kind) => {
		const { name, description } = KINDS[kind];
		return {
			name,
			value: kind,
			description: creates ? CREATING[kind] : description,
		};
	});
}

/** (n8n shows no hint for a collection, so it is a notice.) */
function identifiersFields(choice: UserChoice): INodeProperties[] {
	const displayOptions = { show: { [userParameter(choice, 'identifyBy')]: ['firstAvailable'] } };
	const notice = noticeField(
		'identifiersNotice',
		`Put the strongest first. The first one that has a value is used. If that value is invalid, the item is rejected rather than ${choice.creates ? 'written to another profile' : 'looked up by the next one'}.`,
		displayOptions,
	);
	return [notice, identifiersField(choice, displayOptions)];
}

function identifiersField(
	choice: UserChoice,
	displayOptions: INodeProperties['displayOptions'],
): INodeProperties {
	return {
		displayName: 'Identifiers',
		name: 'identifiers',
		type: 'fixedCollection',
		typeOptions: {
			multipleValues: true,
			multipleValueButtonText: 'Add Identifier',
			sortable: true,
		},
		displayOptions,
		placeholder: 'Add Identifier',
		default: {
			identifier: [
				{ by: 'externalId', aliasLabel: 'email', value: '={{ $json.external_id }}' },
				{ by: 'userAlias', aliasLabel: 'email', value: '={{ $json.email }}' },
			],
		},
		description:
			'The identifiers to try, in this order. An item in which none has a value is rejected.',
		options: [
			{
				displayName: 'Identifier',
				name: 'identifier',
				values: [
					{
						displayName: 'By',
						name: 'by',
						type: 'options',
						noDataExpression: true,
						options: kindOptions(choice).sort((a, b) => a.name.localeCompare(b.name)),
						default: 'externalId',
						description: 'The kind of identifier',
					},
					{ ...aliasLabelField, displayOptions: { show: { by: ['userAlias'] } } },
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						required: true,
						placeholder: 'e.g. {{ $json.external_id }}',
						description: 'The identifier itself. For an alias, its name.',
					},
				],
			},
		],
	};
}

/** Compiles {@link userFields} to a function that returns an item's user, or throws ItemError. */
export function compileUser<By extends IdentifyBy>(
	parameters: ParameterSource,
	choice: UserChoice<By>,
): PerItem<UserBy<By>> {
	const by = parameters.once<IdentifyBy | 'firstAvailable'>(userParameter(choice, 'identifyBy'));
	const user =
		by === 'firstAvailable'
			? compileFirstIdentifier(parameters)
			: compileIdentifier(parameters, {
					by,
					nameOf: (name) => userParameter(choice, name),
					role: choice.role,
				});
	// (The editor offers no other kinds.)
	return user as PerItem<UserBy<By>>;
}
