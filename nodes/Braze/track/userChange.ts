import type { IDataObject } from 'n8n-workflow';

import type { Mapping } from '../mapping/assignments';
import type { EmptyValues } from '../model/emptyValues';
import type { UserIdentifier } from '../model/identifier';
import { ItemError, Problems } from '../model/itemError';
import { buildAttributes } from './buildAttributes';
import type { UserChange } from './combine';
import type { EventTemplate } from './events';
import { readEvent } from './events';
import type { PurchaseTemplate } from './purchases';
import { readPurchase } from './purchases';
import type { SubscriptionGroupTemplate } from './subscriptionGroups';
import { readSubscriptionGroups } from './subscriptionGroups';

/** Everything that Track User reads from an item, compiled. */
export interface TrackTemplate {
	/** Throws ItemError for an identifier that Braze would refuse. */
	identifier: (json: IDataObject, itemIndex: number) => UserIdentifier;
	attributes: Mapping;
	events: readonly EventTemplate[];
	purchases: readonly PurchaseTemplate[];
	subscriptionGroups: readonly SubscriptionGroupTemplate[];
	emptyValues: EmptyValues;
	/** The app that events and purchases are counted for; Braze's app identifier. */
	appId?: string;
	/** When the execution started, ISO 8601: the time of what has none. */
	now: string;
}

/** One item's change, or why it cannot be sent. */
export interface ItemChange {
	user?: UserIdentifier;
	change?: UserChange;
	problems: readonly string[];
}

/** Reads one item: who the user is, and what changes. Collects every problem instead of the first. */
export function readUserChange(
	template: TrackTemplate,
	json: IDataObject,
	item: number,
): ItemChange {
	const problems = new Problems();
	const user = problems.attempt(() => template.identifier(json, item));
	const fields = template.attributes(json, item, problems);
	const attributes = buildAttributes(fields, template.emptyValues, problems);
	const groups = readSubscriptionGroups(template.subscriptionGroups, json, item, problems);
	if (groups.length > 0) {
		const mapped = (attributes.subscription_groups ?? []) as IDataObject[];
		attributes.subscription_groups = [...mapped, ...groups];
	}
	const app = template.appId === undefined ? {} : { app_id: template.appId };
	const events = readAll(template.events, app, (event) =>
		readEvent(event, json, item, template.now, problems),
	);
	const purchases = readAll(template.purchases, app, (purchase) =>
		readPurchase(purchase, json, item, template.now, problems),
	);
	const own =
		user === undefined ? undefined : problems.attempt(() => withoutIdentifier(user, attributes));
	if (user === undefined || own === undefined || problems.found.length > 0) {
		return { user, problems: problems.found };
	}
	return {
		user,
		problems: problems.found,
		change: {
			item,
			user,
			...(Object.keys(attributes).length > 0 && { attributes: own }),
			events,
			purchases,
		},
	};
}

/** Most items have no events and no purchases: one list does for all of them. */
const NONE: readonly IDataObject[] = [];

function readAll<Template>(
	templates: readonly Template[],
	app: IDataObject,
	read: (template: Template) => IDataObject | undefined,
): readonly IDataObject[] {
	if (templates.length === 0) return NONE;
	return templates.flatMap((template) => {
		const object = read(template);
		return object === undefined ? [] : [{ ...object, ...app }];
	});
}

/**
 * An e-mail or phone beside no primary identifier is what Braze looks the user up by, and the e-mail
 * wins over the phone; so an attribute must not say another one. The same one is said already.
 * Source: https://www.braze.com/docs/api/endpoints/user_data/post_user_track/
 */
function withoutIdentifier({ by, fields }: UserIdentifier, attributes: IDataObject): IDataObject {
	if (by !== 'email' && by !== 'phone') return attributes;
	if (by === 'phone' && typeof attributes.email === 'string') {
		throw new ItemError(
			'Attribute "email" cannot be set while Identify By is Phone: Braze would look the user up by the email. Identify by an alias or external ID, or remove the attribute.',
		);
	}
	const { [by]: mapped, ...others } = attributes;
	if (mapped !== undefined && mapped !== fields[by]) {
		throw new ItemError(
			`Attribute "${by}" differs from the ${by} that the user is identified by. Remove the attribute, or identify by an alias or external ID to change it.`,
		);
	}
	return others;
}
