import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

/** Shows fields while *Find*, which says what a list is searched for, has a choice. */
export const fieldsFor = (choice: string, fields: readonly INodeProperties[]): INodeProperties[] =>
	updateDisplayOptions({ show: { find: [choice] } }, [...fields]);

/** The same for options, where the field's path starts at the root. */
export const optionsFor = (
	choice: string,
	options: readonly INodeProperties[],
): INodeProperties[] => updateDisplayOptions({ show: { '/find': [choice] } }, [...options]);
