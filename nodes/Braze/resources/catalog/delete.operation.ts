import { catalogField } from '../../fields/locators';
import { noticeField } from '../../fields/notice';
import { optionsField } from '../../fields/options';
import { individual } from '../../runtime/individualOperation';
import { compileCatalog } from '../catalogItem/itemFields';
import { isDoneBefore } from './doneBefore';

/** Source: https://www.braze.com/docs/api/endpoints/catalogs/catalog_management/synchronous/delete_catalog/ */
export const deleteCatalog = individual<string>({
	name: 'Delete',
	value: 'delete',
	action: 'Delete a catalog',
	description: 'Delete a catalog and all its items permanently',
	properties: [
		noticeField(
			'deleteNotice',
			'Deleting a catalog cannot be undone. Messages that use the catalog no longer show its data.',
		),
		{ ...catalogField, description: 'The catalog to delete' },
		optionsField(),
	],
	permission: 'catalogs.delete',
	givesOutcomes: true,
	inOrder: true,
	prepare: (parameters) => {
		const catalog = compileCatalog(parameters);
		return (...item) => {
			const subject = catalog(...item);
			return { subject, topic: subject };
		};
	},
	perform: async ([catalog], send) => {
		const request = {
			method: 'DELETE',
			path: `/catalogs/${encodeURIComponent(catalog)}`,
			mayBeMissing: true,
		} as const;
		await send(request).catch((error: unknown) => {
			if (!isDoneBefore(error, 'catalog-not-found')) throw error;
		});
		return [[{ status: 'accepted', catalog, deleted: true }]];
	},
});
