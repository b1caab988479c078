import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { PerItem } from '../../mapping/perItem';
import {
	CATALOG_TYPES,
	type CatalogField,
	catalogTypeOf,
	checkCatalogFields,
	readCatalogType,
} from '../../model/catalogFields';
import { Problems } from '../../model/itemError';
import { isPlainObject } from '../../model/objects';
import { textOf } from '../../model/text';
import type { Parameters } from '../../runtime/parameters';

/** The fields of a new catalog. */
export const catalogFields: INodeProperties[] = [
	{
		displayName: 'Define Fields By',
		name: 'fieldsMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Mapping',
				value: 'mapping',
				description: 'Drag fields from the input: each gets the type of its value',
			},
			{ name: 'Name and Type', value: 'list', description: 'Enter each field and its type' },
		],
		default: 'mapping',
		description: 'How to define the fields of the catalog. Every catalog also has an ID.',
	},
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'assignmentCollection',
		displayOptions: { show: { fieldsMode: ['mapping'] } },
		default: {},
		description:
			'The fields of the catalog. Drag fields here from the input: their names and types are used, and their values are not written. The same mapping then fills Catalog Item > Create or Update.',
	},
	{
		displayName: 'Fields',
		name: 'fieldList',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		displayOptions: { show: { fieldsMode: ['list'] } },
		placeholder: 'Add Field',
		default: {},
		description: 'The fields of the catalog, in addition to the ID',
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. prize_name',
						description: 'Letters, digits, hyphens and underscores',
					},
					{
						displayName: 'Type',
						name: 'type',
						type: 'options',
						options: Object.entries(CATALOG_TYPES).map(([value, description]) => ({
							name: `${value[0].toUpperCase()}${value.slice(1)}`,
							value,
							description,
						})),
						default: 'string',
						description: 'What the field holds',
					},
				],
			},
		],
	},
];

/** Compiles the fields of a new catalog, the ID first. */
export function compileCatalogFields(parameters: Parameters): PerItem<CatalogField[]> {
	const isList = parameters.once<string>('fieldsMode') === 'list';
	return isList ? compileList(parameters) : compileMapping(parameters);
}

function compileList(parameters: Parameters): PerItem<CatalogField[]> {
	const list = parameters.perItem('fieldList', 'Fields:');
	return (...item) => {
		const { field = [] } = (list(...item) ?? {}) as { field?: IDataObject[] };
		const named = field.filter(({ name }) => textOf(name).trim() !== '');
		return checkCatalogFields(
			named.map(({ name, type }) => {
				const text = textOf(name).trim();
				return { name: text, type: readCatalogType(type, `Fields: the type of "${text}"`) };
			}),
		);
	};
}

/** The top-level fields of a mapping, with the types of their values, or else the mapped types. */
function compileMapping(parameters: Parameters): PerItem<CatalogField[]> {
	const mapping = parameters.mapping('fields', 'Fields');
	const declared = declaredTypes(parameters.raw('fields'));
	return (json, itemIndex) => {
		const problems = new Problems();
		const fields = new Map<string, CatalogField>();
		for (const { name, path, value } of mapping(json, itemIndex, problems)) {
			const own = problems.within(`Fields: "${name}" `);
			const known = path.length > 1 ? 'object' : own.attempt(() => catalogTypeOf(value));
			const type =
				known ?? readCatalogType(declared.get(name) ?? 'string', `Fields: the type of "${name}"`);
			fields.set(path[0], { name: path[0], type });
		}
		problems.throwIfAny();
		return checkCatalogFields([...fields.values()]);
	};
}

function declaredTypes(mapping: unknown): Map<string, unknown> {
	const rows =
		isPlainObject(mapping) && Array.isArray(mapping.assignments) ? mapping.assignments : [];
	return new Map((rows as IDataObject[]).map(({ name, type }) => [textOf(name), type]));
}
