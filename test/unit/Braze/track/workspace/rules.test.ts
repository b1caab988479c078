import type { IDataObject } from 'n8n-workflow';

import { userByExternalId } from '../../../../../nodes/Braze/model/user';
import type { UserChange } from '../../../../../nodes/Braze/track/combine';
import { nearestName } from '../../../../../nodes/Braze/track/workspace/nearest';
import { applyWorkspaceRules } from '../../../../../nodes/Braze/track/workspace/rules';
import { canHold } from '../../../../../nodes/Braze/track/workspace/types';
import { placed } from '../../support/activities';

const change = (attributes: IDataObject, events: IDataObject[] = []): UserChange => ({
	item: 0,
	user: userByExternalId('u'),
	attributes,
	events: placed(...events),
	purchases: [],
	mergedNames: new Set(),
	updateExistingOnly: false,
});

const names = {
	attributes: new Map([
		['favorite_team', { status: 'Active', dataType: 'String' }],
		['points', { status: 'Active', dataType: 'Number' }],
		['teams', { status: 'Active', dataType: 'Array', arrayLength: 2 }],
		['old', { status: 'Blocklisted' }],
	]),
	events: new Map([
		['entered', { status: 'Active' }],
		['gone', { status: 'Trashed' }],
	]),
	isWhole: true,
};

describe('the rules of the workspace', () => {
	it('leave out what Braze no longer processes, and send the rest', () => {
		const { changes, leftOut } = applyWorkspaceRules(
			[change({ old: 1, points: 2, first_name: 'Pia' }, [{ name: 'gone' }, { name: 'entered' }])],
			names,
		);
		expect(changes[0]).toMatchObject({
			attributes: { points: 2, first_name: 'Pia' },
			events: [{ position: 2, object: { name: 'entered' } }],
		});
		expect(leftOut.get(0)).toEqual([
			{
				field: 'old',
				message:
					'Attribute "old" is not active in this workspace (Braze\'s status: Blocklisted), so Braze would not process it. The attribute was left out.',
			},
			{ field: 'event "gone"', message: expect.stringContaining('The event was left out.') },
		]);
	});

	it('leave no empty attributes', () => {
		const { changes } = applyWorkspaceRules([change({ old: 1 })], names);
		expect(changes[0].attributes).toBeUndefined();
	});

	it('tell lists over the limit, and values that the type cannot hold', () => {
		const { changes, warnings } = applyWorkspaceRules(
			[change({ teams: ['a', 'b', 'c'], points: 'many' })],
			names,
		);
		expect(changes[0].attributes).toEqual({ teams: ['a', 'b', 'c'], points: 'many' });
		expect(warnings.get(0)).toEqual([
			'Attribute "teams" has 3 elements, but this workspace keeps 2. Braze drops the first ones.',
			expect.stringMatching(/^Attribute "points" has the type Number in this workspace/),
		]);
	});

	it('say nothing of lists within the limit, nor of how long another value is', () => {
		for (const teams of [['a', 'b'], []]) {
			expect(applyWorkspaceRules([change({ teams })], names).warnings.size).toBe(0);
		}
		const { warnings } = applyWorkspaceRules([change({ teams: 'abc' })], names);
		expect(warnings.get(0)).toEqual([expect.stringMatching(/has the type Array/)]);
	});

	it('look for what was meant by the first twenty new names', () => {
		const nearestAfter = (others: number) => {
			const numbers = Array.from({ length: others }, (_, index) => [`n${index}`, 1]);
			const attributes = Object.fromEntries([...numbers, ['favourite_team', 1]]) as IDataObject;
			return applyWorkspaceRules([change(attributes)], names).newNames.at(-1)?.nearest;
		};
		expect([nearestAfter(19), nearestAfter(20)]).toEqual(['favorite_team', undefined]);
	});

	it('say nothing of operators, standard attributes and recommended events', () => {
		const some = change({ teams: { add: ['a', 'b', 'c'] }, first_name: 'Pia' }, [
			{ name: 'ecommerce.order_placed' },
		]);
		expect(applyWorkspaceRules([some], names)).toEqual({
			changes: [some],
			leftOut: new Map(),
			warnings: new Map(),
			newNames: [],
		});
	});

	it('name new names once, with the one that was likely meant', () => {
		const some = [
			change({ favourite_team: 'x', shoe: 1 }, [{ name: 'enterd' }]),
			change({ shoe: 2 }),
		];
		expect(applyWorkspaceRules(some, names).newNames).toEqual([
			{ name: 'favourite_team', kind: 'attribute', nearest: 'favorite_team' },
			{ name: 'shoe', kind: 'attribute' },
			{ name: 'enterd', kind: 'event', nearest: 'entered' },
		]);
	});

	it('call nothing new if the lists could not be read to the end', () => {
		const some = [change({ shoe: 1 })];
		expect(applyWorkspaceRules(some, { ...names, isWhole: false }).newNames).toEqual([]);
	});
});

describe('the nearest name', () => {
	it.each([
		['Favorite Team', 'favorite_team'],
		['favouriteteams', 'favorite_team'],
		['points', 'points'],
		['ponts', 'points'],
		['dog', undefined],
		['pt', undefined],
	])('of %s is %s', (name, nearest) => {
		expect(nearestName(name, ['favorite_team', 'points', 'cat'])).toBe(nearest);
	});
});

describe('what a type can hold', () => {
	it.each<[string | undefined, unknown, boolean]>([
		['Boolean', 'TRUE', true],
		['Boolean', 'F', true],
		['Boolean', 1, true],
		['Boolean', 'yes', false],
		['Number', '5.5', true],
		['Number', 5, true],
		['Number', 'five', false],
		['Boolean', false, true],
		['String', 'x', true],
		['String', true, true],
		['Date', 5, false],
		['Number', true, false],
		['String', 5, true],
		['String', ['a'], false],
		['Date', '2026-01-01', true],
		['Date', '2026-05-16T09:41:00:000Z', true],
		['Date', 'soon', false],
		['Array', 'a', false],
		['Object Array', [{}], true],
		['Object', 'a', false],
		['Number', null, true],
		['Whatever', 'x', true],
		[undefined, 'x', true],
	])('%s, %j: %s', (dataType, value, holds) => {
		expect(canHold(dataType, value)).toBe(holds);
	});
});
