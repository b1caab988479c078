import type { IDataObject } from 'n8n-workflow';

import type { Mapping } from '../mapping/assignments';
import { buildAttributes } from './attributes';
import type { UserChange } from './combine';
import type { EmptyValues } from '../model/emptyValues';
import type { EventTemplate } from './events';
import { readEvent } from './events';
import type { IdentifierValues, UserIdentifier } from '../model/identifier';
import { readIdentifier } from '../model/identifier';
import type { PurchaseTemplate } from './purchases';
import { readPurchase } from './purchases';
import type { SubscriptionGroupTemplate } from './subscriptionGroups';
import { readSubscriptionGroups } from './subscriptionGroups';

/** Everything that Track User reads from an item, compiled. */
export interface TrackTemplate {
	identifier: IdentifierValues;
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
	problems: string[];
}

/** Reads one item: who the user is, and what changes. Collects every problem instead of the first. */
export function readUserChange(
	template: TrackTemplate,
	json: IDataObject,
	item: number,
): ItemChange {
	const problems: string[] = [];
	const attempt = <T>(read: () => T): T | undefined => {
		try {
			return read();
		} catch (error) {
			problems.push((error as Error).message);
			return undefined;
		}
	};
	const user = attempt(() => readIdentifier(template.identifier, json, item));
	const { attributes = {}, problems: attributeProblems } = buildAttributes(
		template.attributes(json, item),
		template.emptyValues,
	);
	problems.push(...attributeProblems);
	const groups = attempt(() => readSubscriptionGroups(template.subscriptionGroups, json, item));
	if (groups !== undefined && groups.length > 0) {
		const mapped = (attributes.subscription_groups ?? []) as IDataObject[];
		attributes.subscription_groups = [...mapped, ...groups];
	}
	const app = template.appId === undefined ? {} : { app_id: template.appId };
	const events = readAll(template.events, (event) =>
		attempt(() => ({ ...readEvent(event, json, item, template.now), ...app })),
	);
	const purchases = readAll(template.purchases, (purchase) =>
		attempt(() => ({ ...readPurchase(purchase, json, item, template.now), ...app })),
	);
	const own = user === undefined ? attributes : attempt(() => withoutIdentifier(user, attributes));
	if (user === undefined || own === undefined || problems.length > 0) return { user, problems };
	return {
		user,
		problems,
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
	read: (template: Template) => IDataObject | undefined,
): readonly IDataObject[] {
	if (templates.length === 0) return NONE;
	return templates.map(read).filter((object) => object !== undefined);
}

/**
 * An e-mail or phone beside no primary identifier is what Braze looks the user up by, and the e-mail
 * wins over the phone; so an attribute must not say another one. The same one is said already.
 * Source: https://www.braze.com/docs/api/endpoints/user_data/post_user_track/
 */
function withoutIdentifier({ by, fields }: UserIdentifier, attributes: IDataObject): IDataObject {
	if (by !== 'email' && by !== 'phone') return attributes;
	if (by === 'phone' && typeof attributes.email === 'string') {
		throw new Error(
			'Attribute "email" cannot be set while Identify By is Phone: Braze would look the user up by the email. Identify by an alias or external ID, or remove the attribute.',
		);
	}
	const { [by]: mapped, ...others } = attributes;
	if (mapped !== undefined && mapped !== fields[by]) {
		throw new Error(
			`Attribute "${by}" differs from the ${by} that the user is identified by. Remove the attribute, or identify by an alias or external ID to change it.`,
		);
	}
	return others;
}
