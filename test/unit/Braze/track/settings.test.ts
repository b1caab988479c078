import type { IDataObject } from 'n8n-workflow';

import { ItemError, Problems } from '../../../../nodes/Braze/model/itemError';
import { compileSettings } from '../../../../nodes/Braze/track/settings';
import { engineOf } from '../support/engine';
import { parametersOf } from '../support/parameters';

const DEFAULTS = {
	emptyValues: 'skip',
	invalidValues: 'leaveOut',
	mergeNestedObjects: 'dotted',
	updateExistingOnly: false,
};

const read = (options: IDataObject | undefined, json: IDataObject = {}) =>
	compileSettings(parametersOf({ options }))(json, 0);

describe('the settings of an item', () => {
	it('have defaults', () => {
		expect(read(undefined)).toEqual(DEFAULTS);
		expect(read({})).toEqual(DEFAULTS);
		expect(read({ appId: null, newestBy: null })).toEqual(DEFAULTS);
		expect(
			read({ emptyValues: '', mergeNestedObjects: null, updateExistingOnly: '', appId: ' ' }),
		).toEqual(DEFAULTS);
	});

	it('are what the options say', () => {
		const options = {
			emptyValues: 'clear',
			invalidValues: 'reject',
			mergeNestedObjects: 'always',
			updateExistingOnly: true,
			appId: ' app ',
		};
		expect(read(options)).toEqual({ ...options, appId: 'app' });
		expect(read({ ...options, emptyValues: 'send', mergeNestedObjects: 'never' })).toMatchObject({
			emptyValues: 'send',
			mergeNestedObjects: 'never',
		});
	});

	it.each(['undefined', 'n/a', '[object Object]', 'a\ufffd'])('have no app %j', (appId) => {
		expect(() => read({ appId })).toThrow(/^App ID (?:is ".+", which stands for|has lost letters)/);
		expect(read({ appId: 'a\u200bpp' }).appId).toBe('app');
	});

	it('keep the meaning of the switch that Merge Nested Objects was', () => {
		expect(read({ mergeNestedObjects: true }).mergeNestedObjects).toBe('always');
		expect(read({ mergeNestedObjects: false }).mergeNestedObjects).toBe('never');
	});

	it('are read for each item where an expression gives them', () => {
		const options = {
			emptyValues: '={{ $json.empty }}',
			invalidValues: '={{ $json.invalid }}',
			mergeNestedObjects: '={{ $json.merge }}',
			updateExistingOnly: '={{ $json.only }}',
			appId: '={{ $json.app }}',
		};
		const settings = compileSettings(parametersOf({ options }));
		const item = { empty: 'clear', invalid: 'reject', merge: 'always', only: 'true', app: 7 };
		expect(settings(item, 0)).toEqual({
			emptyValues: 'clear',
			invalidValues: 'reject',
			mergeNestedObjects: 'always',
			updateExistingOnly: true,
			appId: '7',
		});
		expect(settings({ only: 'false' }, 1)).toEqual(DEFAULTS);
	});

	it('may name the attributes to merge, where an expression gives them', () => {
		const settings = compileSettings(
			parametersOf({ options: { mergeNestedObjects: '={{ $json.merge }}' } }),
		);
		const merge = (names: unknown[]) => settings({ merge: names } as IDataObject, 0);
		expect(merge(['a', 'b']).mergeNestedObjects).toEqual(['a', 'b']);
		expect(() => merge(['a', 1])).toThrow(
			/^Merge Nested Objects must be dotted, always or never\.$/,
		);
	});

	it('are read for each item where an expression gives one of them', () => {
		const options = { emptyValues: 'send', updateExistingOnly: '={{ $json.only }}' };
		const settings = compileSettings(parametersOf({ options }));
		const only = [true, false].map((value, at) => settings({ only: value }, at).updateExistingOnly);
		expect(only).toEqual([true, false]);
	});

	it('are read once where they are the same', () => {
		const options = { appId: 'app', eventsJson: '={{ $json.events }}' };
		const settings = compileSettings(parametersOf({ options }));
		expect(settings({}, 1)).toBe(settings({}, 0));
	});

	it.each([
		[{ emptyValues: 'x' }, 'Empty Values must be skip, clear or send.'],
		[{ invalidValues: 'x' }, 'Invalid Values must be leaveOut or reject.'],
		[{ mergeNestedObjects: 'x' }, 'Merge Nested Objects must be dotted, always or never.'],
		[{ updateExistingOnly: 'x' }, 'Update Existing Only must be true or false.'],
		[{ updateExistingOnly: 2 }, 'Update Existing Only must be true or false.'],
		[{ appId: {} }, 'App ID must be text.'],
	])('cannot be %j', (options, problem) => {
		const settings = compileSettings(parametersOf({ options: options as IDataObject }));
		for (const item of [0, 1]) {
			expect(() => settings({}, item)).toThrow(ItemError);
			expect(() => settings({}, item)).toThrow(problem);
			const problems = new Problems();
			problems.attempt(() => settings({}, item));
			const [value] = Object.values(options);
			expect(problems.messages).toEqual([`${problem} Value: ${JSON.stringify(value)}.`]);
		}
	});

	it.each([
		['emptyValues', 'Empty Values'],
		['invalidValues', 'Invalid Values'],
		['mergeNestedObjects', 'Merge Nested Objects'],
		['updateExistingOnly', 'Update Existing Only'],
		['newestBy', 'Skip Older Data'],
		['appId', 'App ID'],
	])('tell which of them cannot be evaluated: %s', (name, label) => {
		const parameters = parametersOf({ options: { [name]: '={{ x() }}' } }, engineOf());
		expect(() => compileSettings(parameters)({}, 0)).toThrow(
			`${label} could not be evaluated: the engine was asked`,
		);
	});
});
