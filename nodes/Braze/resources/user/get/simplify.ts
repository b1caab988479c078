import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../../../model/text';

/**
 * A profile on one level, ready to be dragged from: custom attributes stand beside the standard ones
 * (which win where both have a name), aliases are listed by label, events and purchases by how often
 * each happened.
 *
 * @param profile as /users/export/ids returns it
 */
export function simplify(profile: IDataObject): IDataObject {
	const { custom_attributes, custom_events, purchases, user_aliases, ...standard } = profile;
	return {
		...(custom_attributes as IDataObject | undefined),
		...standard,
		...listed('user_aliases', user_aliases, ({ alias_label, alias_name }) => [
			textOf(alias_label),
			alias_name,
		]),
		...listed('custom_events', custom_events, ({ name, count }) => [textOf(name), count]),
		...listed('purchases', purchases, ({ name, count }) => [textOf(name), count]),
	};
}

function listed(
	name: string,
	list: unknown,
	entry: (one: IDataObject) => [string, IDataObject[string]],
): IDataObject {
	if (!Array.isArray(list)) return {};
	return { [name]: Object.fromEntries((list as IDataObject[]).map(entry)) };
}
