import { compileOptions, optionsField } from '../../fields/options';
import { readOptionalText, readText } from '../../fields/text';
import { compileComposedName } from '../../mapping/composed';
import {
	type CatalogField,
	checkCatalogDescription,
	checkCatalogName,
} from '../../model/catalogFields';
import { chosen } from '../../model/choice';
import { withoutInvisible } from '../../model/invisible';
import { individual } from '../../runtime/individualOperation';
import { catalogFields, compileCatalogFields } from './catalogFields';
import { isAbout, isDoneBefore } from './doneBefore';

const IF_EXISTS = ['fail', 'keep'] as const;
const EXISTS = 'catalog-name-already-exists';

interface NewCatalog {
	name: string;
	description?: string;
	fields: CatalogField[];
	keepsExisting: boolean;
}

/**
 * Create: a catalog without items.
 * Source: https://www.braze.com/docs/api/endpoints/catalogs/catalog_management/synchronous/post_create_catalog/
 */
export const create = individual<NewCatalog>({
	name: 'Create',
	value: 'create',
	action: 'Create a catalog',
	description: 'Create a catalog without items, with fields typed from a mapping or from a list',
	properties: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. prizes',
			description: 'The name of the new catalog: letters, digits, hyphens and underscores',
		},
		...catalogFields,
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			placeholder: 'e.g. What can be won',
			description: 'What the catalog is for, as Braze’s dashboard shows it',
		},
		optionsField([
			{
				displayName: 'If It Exists',
				name: 'ifExists',
				type: 'options',
				options: [
					{ name: 'Fail', value: 'fail', description: 'The item fails' },
					{
						name: 'Keep It',
						value: 'keep',
						description: 'The item succeeds, and the catalog stays as it is',
					},
				],
				default: 'fail',
				description: 'What to do if a catalog has this name already',
			},
		]),
	],
	permission: 'catalogs.create',
	givesOutcomes: true,
	inOrder: true,
	prepare: (parameters) => {
		const name = compileComposedName(parameters.raw('name'), parameters.engine);
		const description = parameters.perItem('description');
		const fields = compileCatalogFields(parameters);
		const options = compileOptions(parameters);
		return (...item) => {
			const { ifExists } = options(...item);
			const text = readOptionalText(description, 'Description', item);
			const subject = {
				name: checkCatalogName(withoutInvisible(readText(name, 'Name', item)), 'Name'),
				...(text !== undefined && { description: checkCatalogDescription(text) }),
				fields: fields(...item),
				keepsExisting: chosen(ifExists, IF_EXISTS, 'If It Exists') === 'keep',
			};
			return { subject, topic: subject.name };
		};
	},
	perform: async ([{ keepsExisting, ...catalog }], send) => {
		const created = await send({
			method: 'POST',
			path: '/catalogs',
			responseKey: 'catalogs',
			body: { catalogs: [catalog] },
		}).then(
			() => true,
			(error: unknown) => {
				if (isDoneBefore(error, EXISTS)) return true;
				if (keepsExisting && isAbout(error, EXISTS)) return false;
				throw error;
			},
		);
		const about = created
			? { catalog: catalog.name, fields: catalog.fields }
			: { catalog: catalog.name };
		return [[{ status: created ? 'accepted' : 'unchanged', ...about }]];
	},
});
