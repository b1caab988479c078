import { compareSteps } from '../../support/steps.mts';

import type { IDataObject } from 'n8n-workflow';

import { cleanApiKey } from '../../../nodes/Braze/api/apiKey';
import { cleanRestEndpoint } from '../../../nodes/Braze/api/instances';
import { readErrors } from '../../../nodes/Braze/batch/errors';
import { Outcomes } from '../../../nodes/Braze/batch/outcomes';
import { endpointRuns } from '../../../nodes/Braze/batch/runs';
import { schedule } from '../../../nodes/Braze/batch/schedule';
import type { Planned } from '../../../nodes/Braze/batch/plan';
import { readMapped } from '../../../nodes/Braze/fields/mapped';
import { compileAssignments } from '../../../nodes/Braze/mapping/assignments';
import { parseName } from '../../../nodes/Braze/mapping/name';
import { compilePath, parsePath } from '../../../nodes/Braze/mapping/path';
import { checkIdentifier } from '../../../nodes/Braze/model/identifier';
import { userByExternalId } from '../../../nodes/Braze/model/user';
import { countryCode, languageCode } from '../../../nodes/Braze/model/places';
import { isTimeZone } from '../../../nodes/Braze/model/timeZones';
import { externalIdErrors } from '../../../nodes/Braze/resources/user/externalIdErrors';
import { recipientErrors } from '../../../nodes/Braze/resources/triggering/errors';
import type { Addressed } from '../../../nodes/Braze/resources/triggering/existence';
import { CAMPAIGN, sendingNow } from '../../../nodes/Braze/resources/triggering/kinds';
import { triggerForRecipients } from '../../../nodes/Braze/resources/triggering/recipients';
import { warnOfRepeats } from '../../../nodes/Braze/resources/triggering/repeats';
import type { Parameters } from '../../../nodes/Braze/runtime/parameters';
import { hintsOf } from '../../../nodes/Braze/runtime/runSummary';
import { describeFailures } from '../../../nodes/Braze/runtime/failures';
import { engineOf } from './support/engine';
import { dragged, parametersOf } from './support/parameters';

const engine = engineOf((expression) => compilePath(expression)?.({}));

/** Parameters as operations other than Track User read them. */
function parameters(given: IDataObject): Parameters {
	const source = parametersOf(given, engine);
	const mapping = (name: string, all: string) =>
		compileAssignments(source.raw(name), engine, { all, one: `${all}:` });
	return { ...source, mapping } as unknown as Parameters;
}

const attempt = (read: () => unknown) => {
	try {
		return read();
	} catch (error) {
		return error;
	}
};

const name = (index: number) => `k${String(index).padStart(6, '0')}`;
const list = <T>(count: number, make: (index: number) => T) =>
	Array.from({ length: count }, (_, index) => make(index));
const fields = (count: number, value: string) =>
	dragged(Object.fromEntries(list(count, (index) => [name(index), value])));

const recipients = triggerForRecipients(CAMPAIGN, sendingNow(CAMPAIGN));
const objects = list(50, (index) => ({
	array: 'recipients',
	content: { external_user_id: name(index) },
	items: [index],
	idempotent: true,
}));

/** Texts that people paste and strangers send, by their length. */
const TEXTS: ReadonlyArray<[string, (text: string) => unknown]> = [
	['an API key', cleanApiKey],
	['a REST endpoint', cleanRestEndpoint],
	['a path', (text) => parsePath(`={{ $json${text} }}`)],
	['an attribute’s name', parseName],
	['an email', (value) => checkIdentifier('email', { value })],
	['a phone', (value) => checkIdentifier('phone', { value })],
	['an alias', (aliasName) => checkIdentifier('userAlias', { aliasLabel: 'email', aliasName })],
	['a country', countryCode],
	['a language', languageCode],
	['a time zone', isTimeZone],
];

const SHAPES = [' ', '.a', '"', 'a@'];

/** The other operations, and what comes out at the end, by the size of what they get. */
const JOBS: ReadonlyArray<[string, (size: number) => () => unknown]> = [
	[
		'a recipient’s properties and attributes',
		(size) => {
			const prepare = recipients.prepare(
				parameters({
					campaignId: 'c',
					identifyBy: 'externalId',
					externalId: 'u',
					triggerProperties: fields(size, '={{ $json.v }}'),
					attributes: fields(size, '={{ $json.bad }}'),
				}),
			);
			return () => attempt(() => prepare({ v: 'x', bad: { 'a b': 1 } }, 0));
		},
	],
	[
		'recipients, all of one user',
		(size) => () => {
			const items = list(size, (item) => ({
				item,
				prepared: { objects: [], user: userByExternalId('u'), target: 'c', address: 'a@b.co' },
			}));
			warnOfRepeats(CAMPAIGN, items as unknown as Array<Planned<Addressed>>, new Outcomes());
		},
	],
	[
		'a catalog item’s fields',
		(size) => {
			const mapping = parameters({ fields: fields(size, '={{ $json.v }}') }).mapping(
				'fields',
				'Fields',
			);
			return () => readMapped(mapping, [{ v: 'x' }, 0]);
		},
	],
	[
		'the order of what changes one user',
		(size) => () => {
			const endpoint = {
				method: 'POST' as const,
				path: '/p',
				limits: { objects: 50, per: 'request' as const, bytes: 1e6 },
			};
			endpointRuns(schedule(list(size, () => ({ endpoint, group: [], orderingKeys: ['u'] }))));
		},
	],
	[
		'errors of an answer',
		(size) => () =>
			readErrors(
				{ errors: list(size, (n) => ({ type: 'bad', input_array: 'recipients', index: n % 50 })) },
				objects,
			),
	],
	[
		'texts among the errors of an answer',
		(size) => () => recipientErrors({ errors: list(size, () => 'odd') }, objects),
	],
	[
		'errors of external IDs that name nobody',
		(size) => () =>
			externalIdErrors('rename_errors', 'external_ids')(
				{ rename_errors: list(size, () => ['odd']), external_ids: [] },
				objects,
			),
	],
	[
		'what was left out, counted',
		(size) => () => {
			const outcomes = new Outcomes();
			for (let item = 0; item < size; item++)
				outcomes.leaveOut(item, { field: name(item), message: 'm' });
			const { leftOutCounts: leftOut } = outcomes;
			hintsOf({
				statuses: new Map([['accepted', size]]),
				isPreview: false,
				hasErrorOutput: false,
				requests: 1,
				rateLimits: 0,
				waited: 0,
				leftOut,
				remarks: leftOut,
				advice: [],
				nearMisses: [],
			});
		},
	],
	[
		'the error of a run that failed',
		(size) => () =>
			describeFailures(
				list(size, (item) => ({ item, errors: [name(item)] })),
				'title',
				size,
				'advice',
			),
	],
];

/** (A little more for the digits of numbers.) */
const MOST = 2.05;

describe('twice as much is at most twice the work', () => {
	it.each(TEXTS)('reading %s', async (_, read) => {
		// All shapes at once, since counting is slow: what is quadratic outweighs the rest by far.
		for (const shape of SHAPES) attempt(() => read(shape));
		const [once, twice] = [2000, 4000].map((times) => () => {
			for (const shape of SHAPES) attempt(() => read(`x${shape.repeat(times)}x`));
		});
		expect((await compareSteps(once, twice, MOST)).ratio).toBeLessThanOrEqual(MOST);
	});

	it.each(JOBS)('%s', async (_, jobOf) => {
		jobOf(10)();
		const [one, two] = [300, 600].map((size) => jobOf(size));
		expect((await compareSteps(one, two, MOST)).ratio).toBeLessThanOrEqual(MOST);
	});
});
