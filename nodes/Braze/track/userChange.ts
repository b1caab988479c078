import type { IDataObject } from 'n8n-workflow';

import type { Earlier } from '../batch/types';
import type { Mapping } from '../mapping/assignments';
import { buildAttributes } from '../mapping/buildAttributes';
import { writeContacts } from '../mapping/contact';
import type { PerItem } from '../mapping/perItem';
import type { ContactSettings } from '../model/identifier';
import { type Part, Problems, type Remark } from '../model/itemError';
import { type LeftOut, leftOutOf } from '../model/leftOut';
import { hasKeys } from '../model/objects';
import type { User } from '../model/user';
import { type ActivityTemplates, readActivities } from './activities';
import type { Moment, UserChange } from './combine';
import { tellKept } from './keptValues';
import { mergedNames } from './nestedObjects';
import { checkNewestBy, momentOfItem } from './newest';
import type { Data } from './sent';
import type { ItemSettings } from './settings';
import { readSubscriptionGroups, type SubscriptionGroupTemplate } from './subscriptionGroups';
import { earlierOf, missingOf, readTaken } from './taken';
import { withoutConflicts } from './userConflicts';

/** Everything that Track User reads from an item, compiled. */
export interface TrackTemplate {
	/** Throws ItemError for an identifier that Braze would refuse. */
	identifier: PerItem<User>;
	attributes: Mapping;
	activities: ActivityTemplates;
	subscriptionGroups: readonly SubscriptionGroupTemplate[];
	/** How emails and phones are written; throws ItemError as settings do. */
	contact: PerItem<ContactSettings>;
	/** Throws ItemError for a value that an option cannot have. */
	settings: PerItem<ItemSettings>;
	/** When the execution started, ISO 8601: the time of what has none. */
	now: string;
	/** Set where items send only what Braze does not have: whether that includes what it may have. */
	onlyMissing?: { resendUnknown: boolean };
	/** The time zone of times without one. */
	timezone: string;
}

/** One item's change, or why it cannot be sent. */
interface ItemChange {
	user?: User;
	change?: UserChange;
	problems: readonly string[];
	/** What is not sent of it, while the rest is. */
	leftOut?: readonly LeftOut[];
	/** Remarks on parts that are sent. */
	remarks?: readonly Remark[];
	/** What is not sent because of earlier runs. */
	earlier?: Earlier;
	/** What could be read of an item that cannot be sent. */
	unsent?: Data;
}

const NO_PROBLEMS: readonly string[] = [];
const ATTRIBUTE: Part = { kind: 'attribute' };

/**
 * Reads one item: who the user is, and what changes. What is wrong with a part costs only that part,
 * unless the user wants such items rejected; the errors then list everything that is wrong.
 */
export function readUserChange(
	template: TrackTemplate,
	json: IDataObject,
	item: number,
): ItemChange {
	const problems = new Problems();
	const { onlyMissing } = template;
	if (onlyMissing === undefined) return readWhole(template, json, item, problems);
	const taken = problems.attempt(() => readTaken(json));
	const read = readWhole(template, json, item, problems);
	if (taken === undefined) return read;
	const { change } = read;
	if (change === undefined) return { ...read, earlier: earlierOf(taken) };
	return { ...read, ...missingOf(change, taken, onlyMissing.resendUnknown) };
}

function readWhole(
	template: TrackTemplate,
	json: IDataObject,
	item: number,
	problems: Problems,
): ItemChange {
	const user = problems.attempt(() => template.identifier(json, item));
	const settings = problems.attempt(() => template.settings(json, item));
	if (settings === undefined) return { user, problems: problems.messages };
	const { emptyValues, invalidValues, mergeNestedObjects, updateExistingOnly, appId } = settings;
	const single = problems.within('', ATTRIBUTE);
	const fields = template.attributes(json, item, single);
	const mapped = buildAttributes(fields, emptyValues, single);
	const contact = problems.attempt(() => template.contact(json, item)) ?? {};
	writeContacts(mapped, contact, single, user?.by);
	if (emptyValues !== 'skip') tellKept(fields, { emptyValues, mergeNestedObjects }, problems);
	const groups = readSubscriptionGroups(template.subscriptionGroups, json, item, problems);
	if (groups.length > 0) {
		const before = (mapped.subscription_groups ?? []) as IDataObject[];
		mapped.subscription_groups = [...before, ...groups];
	}
	const source = { json, itemIndex: item, now: template.now, emptyValues, appId };
	const { events, purchases } = readActivities(template.activities, source, problems);
	const attributes = user === undefined ? mapped : withoutConflicts(user, mapped, single);
	const { newestBy } = settings;
	const isSet = user !== undefined && isSent(attributes, mapped, user);
	let moment: Moment | undefined;
	if (newestBy !== undefined) {
		problems.attempt(() => checkNewestBy(newestBy));
		const by = { name: newestBy, timezone: template.timezone };
		if (isSet) {
			moment = { at: momentOfItem(attributes[newestBy], source, by, problems), newestBy };
		}
	}
	const { remarks } = problems;
	const isRefused = problems.costItem || (problems.count > 0 && invalidValues === 'reject');
	const names = mergedNames(fields, attributes, mergeNestedObjects);
	if (user === undefined || isRefused) {
		const data = { events, purchases, mergedNames: names, updateExistingOnly };
		return { user, problems: problems.messages, unsent: { attributes, ...data } };
	}
	// (Without spreading, which takes its time: this is done for every item.)
	const change: UserChange = {
		item,
		user,
		events,
		purchases,
		mergedNames: names,
		updateExistingOnly,
	};
	if (isSet) change.attributes = attributes;
	if (moment !== undefined) {
		change.attributes = { ...attributes, [moment.newestBy]: new Date(moment.at).toISOString() };
		change.moment = moment;
	}
	return {
		user,
		problems: NO_PROBLEMS,
		leftOut: problems.count > 0 ? leftOutOf(problems) : undefined,
		remarks: remarks.length > 0 ? remarks : undefined,
		change,
	};
}

/** An attribute that only identifies the user is an attribute, too: it may create the profile. */
function isSent(attributes: IDataObject, mapped: IDataObject, user: User) {
	if (hasKeys(attributes)) return true;
	return (user.by === 'email' || user.by === 'phone') && mapped[user.by] === user.value;
}
