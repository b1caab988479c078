import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { compileOptions, optionsField } from '../fields/options';
import { readId } from '../fields/text';
import { readBoolean } from '../model/boolean';
import { hasKeys } from '../model/objects';
import { listed } from '../model/wording';
import { individual } from '../runtime/individualOperation';
import type { Operation } from '../runtime/operation';

/** A kind of thing in the workspace that has details. */
interface Detailed {
	/** As written in a sentence. */
	noun: string;
	/** With its article. */
	one: string;
	/** The field to choose it with. */
	field: INodeProperties;
	/** The request's parameter for its ID. */
	idField: string;
	path: string;
	permission: string;
	/** Long fields, which *Simplify* leaves out; if empty, there is no *Simplify*. */
	long: readonly string[];
	/** Whether drafts can be requested. */
	hasDraft: boolean;
}

interface DetailsQuery {
	id: string;
	query: Record<string, string | boolean>;
	simple: boolean;
}

/** Leaves out `message`, which only says that the request succeeded. */
export function withoutMessage(body: unknown): IDataObject {
	const details = { ...((body ?? {}) as IDataObject) };
	delete details.message;
	return details;
}

/** The operation Get for a kind of thing with details. */
export function detailsOf(detailed: Detailed): Operation {
	const { noun, one, field, idField, path, permission, long, hasDraft } = detailed;
	const simplify: INodeProperties = {
		displayName: 'Simplify',
		name: 'simple',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
		hint: `Leaves out the longest parts: ${listed(
			long.map((name) => name.replaceAll('_', ' ')),
			'and',
		)}`,
	};
	const draft: INodeProperties = {
		displayName: 'Return Draft',
		name: 'returnDraft',
		type: 'boolean',
		default: false,
		description: `Whether to return the draft of changes to a ${noun} that has been launched, if there is one`,
	};
	return individual<DetailsQuery>({
		name: 'Get',
		value: 'get',
		action: `Get ${one}`,
		description: `Get what Braze knows about ${one}: its name, tags and times${hasDraft ? ', and whether it is active ("enabled")' : ''}`,
		properties: [
			{ ...field, description: `The ${noun} to look up` },
			...(long.length > 0 ? [simplify] : []),
			optionsField(hasDraft ? [draft] : []),
		],
		permission,
		prepare: (parameters) => {
			const id = parameters.perItem(field.name);
			const simple = parameters.perItem('simple', 'Simplify');
			const options = compileOptions(parameters);
			return (...item) => {
				const { returnDraft } = options(...item);
				const isDraft = readBoolean(returnDraft, 'Return Draft', false);
				const wanted = readId(id, field.displayName, item);
				const query = { [idField]: wanted, ...(isDraft && { post_launch_draft_version: true }) };
				return {
					subject: { id: wanted, query, simple: readBoolean(simple(...item), 'Simplify', true) },
				};
			};
		},
		perform: async ([{ id, query, simple }], send) => {
			const { body } = await send({ method: 'GET', path, query, responseKey: 'name' });
			const details = withoutMessage(body);
			if (!hasKeys(details)) return [{ problem: `Braze returned no ${noun}.` }];
			if (simple) for (const name of long) delete details[name];
			return [[{ [idField]: id, ...details }]];
		},
	});
}
