import type { IDataObject } from 'n8n-workflow';

import type { Mapping } from '../mapping/assignments';
import type { IdentifyBy, UserIdentifier } from '../model/identifier';
import { Problems } from '../model/itemError';
import { buildAttributes } from './buildAttributes';
import { mergedNames } from './nestedObjects';
import type { UserChange } from './combine';
import { type EventTemplate, readEvent } from './events';
import { type PurchaseTemplate, readPurchase } from './purchases';
import type { ItemSettings } from './settings';
import { readSubscriptionGroups, type SubscriptionGroupTemplate } from './subscriptionGroups';

/** Everything that Track User reads from an item, compiled. */
export interface TrackTemplate {
	/** Throws ItemError for an identifier that Braze would refuse. */
	identifier: (json: IDataObject, itemIndex: number) => UserIdentifier;
	attributes: Mapping;
	events: readonly EventTemplate[];
	purchases: readonly PurchaseTemplate[];
	subscriptionGroups: readonly SubscriptionGroupTemplate[];
	/** Throws ItemError for what an option cannot be. */
	settings: (json: IDataObject, itemIndex: number) => ItemSettings;
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
	const settings = problems.attempt(() => template.settings(json, item));
	if (settings === undefined) return { user, problems: problems.found };
	const { emptyValues, mergeNestedObjects, updateExistingOnly, appId } = settings;
	const fields = template.attributes(json, item, problems);
	const attributes = buildAttributes(fields, emptyValues, problems);
	const groups = readSubscriptionGroups(template.subscriptionGroups, json, item, problems);
	if (groups.length > 0) {
		const mapped = (attributes.subscription_groups ?? []) as IDataObject[];
		attributes.subscription_groups = [...mapped, ...groups];
	}
	const app = appId === undefined ? {} : { app_id: appId };
	const events = readAll(template.events, app, (event) =>
		readEvent(event, json, item, template.now, problems),
	);
	const purchases = readAll(template.purchases, app, (purchase) =>
		readPurchase(purchase, json, item, template.now, problems),
	);
	if (user !== undefined) checkAgainstUser(user, attributes, problems);
	if (user === undefined || problems.found.length > 0) return { user, problems: problems.found };
	return {
		user,
		problems: problems.found,
		change: {
			item,
			user,
			...(Object.keys(attributes).length > 0 && {
				attributes: withoutIdentifier(user, attributes),
			}),
			events,
			purchases,
			mergedNames: mergedNames(fields, attributes, mergeNestedObjects),
			updateExistingOnly,
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
 * wins over the phone; so an attribute must not say another one.
 * Source: https://www.braze.com/docs/api/endpoints/user_data/post_user_track/
 */
function checkAgainstUser(
	{ by, fields }: UserIdentifier,
	attributes: IDataObject,
	problems: Problems,
): void {
	if (by === 'phone' && typeof attributes.email === 'string') {
		problems.add(
			'Attribute "email" cannot be set while Identify By is Phone: Braze would look the user up by the email. Identify by an alias or external ID, or remove the attribute.',
		);
	}
	const isSet = (by === 'email' || by === 'phone') && attributes[by] !== undefined;
	if (isSet && attributes[by] !== fields[by]) {
		problems.add(
			`Attribute "${by}" differs from the ${by} that the user is identified by. Remove the attribute, or identify by an alias or external ID to change it.`,
		);
	}
	checkTokenImport(by, attributes, problems);
}

/**
 * Braze imports push tokens for users it does not know by an ID of their own.
 * Source: as above, error code BAD_PUSH_TOKEN_IMPORT
 */
function checkTokenImport(by: IdentifyBy, attributes: IDataObject, problems: Problems): void {
	const { push_token_import: wanted, push_tokens: tokens } = attributes;
	if (wanted === undefined || wanted === null || wanted === false) return;
	const subject = 'Attribute "push_token_import" ';
	if (wanted !== true) problems.add(`${subject}must be true or false.`);
	if (by === 'externalId' || by === 'brazeId') {
		problems.add(
			`${subject}cannot be set for users identified by an external ID or Braze ID. Remove it: push_tokens alone adds the tokens.`,
		);
	}
	if (!Array.isArray(tokens) || tokens.length === 0) {
		problems.add(`${subject}needs push_tokens beside it.`);
	}
}

/** What identifies the user is said already. */
function withoutIdentifier({ by }: UserIdentifier, attributes: IDataObject): IDataObject {
	if (by !== 'email' && by !== 'phone') return attributes;
	const others = { ...attributes };
	delete others[by];
	return others;
}
