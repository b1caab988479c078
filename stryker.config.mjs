/**
 * Mutation testing of the pure rooms with their unit tests: which changes to the code would no test
 * notice. Started by `npm run check -- mutation`, with the files to look at as arguments. Static
 * changes, such as those of a table's texts, are not tried.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	mutate: [
		'nodes/Braze/{api,batch,mapping,model,track,trigger}/**/*.ts',
		'nodes/{Komo,receiving}/**/*.ts',
		'!nodes/Komo/{KomoTrigger.node,description,panel}.ts',
		'!nodes/Braze/trigger/{description,panel}.ts',
	],
	testRunner: 'mocha',
	mochaOptions: {
		spec: ['test/unit/{Komo,receiving,Braze/{api,batch,mapping,model,track,trigger}}/**/*.test.ts'],
		ignore: [
			// Replaces a module, which only jest can.
			'test/unit/Komo/responseMode.test.ts',
			// Count steps as V8 does, which slows down all other tests of the process.
			'test/unit/**/linear.test.ts',
		],
		require: ['./tools/mutation/mochaSetup.js'],
	},
	coverageAnalysis: 'perTest',
	ignoreStatic: true,
	// The files are transpiled without a type check, so mutants need none.
	disableTypeChecks: false,
	ignorePatterns: ['dist', 'docs/images'],
	reporters: ['clear-text', 'progress'],
	clearTextReporter: { logTests: false, allowEmojis: false, reportScoreTable: false },
	concurrency: 2,
};

/** How many of a file's changes must be noticed, in percent, where nothing else is said below. */
export const DEFAULT_THRESHOLD = 90;

/**
 * The same for each file below nodes/, as measured: what is better than it was must not get worse
 * again. What is left gives the same result (a shortcut, a memory, a bound where both sides do the
 * same), or is a state that types demand and that cannot be.
 *
 * @type {Record<string, number>}
 */
export const THRESHOLDS = {
	'Braze/api/apiKey.ts': 100,
	'Braze/api/client.ts': 92,
	'Braze/api/concurrency.ts': 90,
	'Braze/api/exportUsers.ts': 98,
	'Braze/api/instances.ts': 98,
	'Braze/api/limiter.ts': 98,
	'Braze/api/message.ts': 97,
	'Braze/api/nextCursor.ts': 94,
	'Braze/api/pace.ts': 93,
	'Braze/api/profiles.ts': 92,
	'Braze/api/rateWindow.ts': 92,
	'Braze/api/redact.ts': 93,
	'Braze/api/response.ts': 98,
	'Braze/api/retry.ts': 92,
	'Braze/api/workspaceLists.ts': 100,
	'Braze/batch/capacity.ts': 100,
	'Braze/batch/deliver.ts': 98,
	'Braze/batch/earlierTries.ts': 100,
	'Braze/batch/errors.ts': 96,
	// Constants: those of the operations are read by test/nodes.
	'Braze/batch/limits.ts': 0,
	'Braze/batch/outcomes.ts': 98,
	'Braze/batch/pack.ts': 95,
	'Braze/batch/planInOrder.ts': 100,
	'Braze/batch/preview.ts': 100,
	'Braze/batch/proofs.ts': 93,
	'Braze/batch/refusedContact.ts': 95,
	'Braze/batch/runs.ts': 100,
	'Braze/batch/schedule.ts': 100,
	'Braze/batch/write.ts': 100,
	'Braze/mapping/assignments.ts': 100,
	'Braze/mapping/buildAttributes.ts': 96,
	'Braze/mapping/composed.ts': 100,
	'Braze/mapping/contact.ts': 100,
	'Braze/mapping/convert.ts': 97,
	'Braze/mapping/dates.ts': 93,
	'Braze/mapping/engine.ts': 100,
	'Braze/mapping/firstIdentifier.ts': 98,
	'Braze/mapping/identifier.ts': 100,
	'Braze/mapping/insertedParts.ts': 98,
	'Braze/mapping/json.ts': 100,
	'Braze/mapping/jsonProblem.ts': 95,
	'Braze/mapping/moments.ts': 93,
	'Braze/mapping/name.ts': 96,
	'Braze/mapping/nest.ts': 100,
	'Braze/mapping/path.ts': 97,
	'Braze/mapping/readValues.ts': 92,
	'Braze/mapping/value.ts': 100,
	'Braze/model/attributeRules.ts': 98,
	'Braze/model/attributes.ts': 100,
	'Braze/model/boolean.ts': 100,
	'Braze/model/choice.ts': 100,
	'Braze/model/dates.ts': 97,
	'Braze/model/ecommerce.ts': 98,
	'Braze/model/emptyValues.ts': 100,
	'Braze/model/events.ts': 100,
	'Braze/model/identifier.ts': 100,
	'Braze/model/itemError.ts': 98,
	'Braze/model/leftOut.ts': 100,
	// A text with no more UTF-16 units has no more characters.
	'Braze/model/limits.ts': 81,
	'Braze/model/nearMisses.ts': 94,
	'Braze/model/numbers.ts': 97,
	'Braze/model/objects.ts': 92,
	'Braze/model/operators.ts': 100,
	// It keeps the tables that it makes, so each change has to be tried in a process of its own.
	'Braze/model/places.ts': 92,
	'Braze/model/properties.ts': 97,
	'Braze/model/purchases.ts': 96,
	'Braze/model/shownValue.ts': 94,
	'Braze/model/subscriptions.ts': 100,
	// A memory, and a shortcut for what Intl refuses as well.
	'Braze/model/timeZones.ts': 87,
	'Braze/model/values.ts': 98,
	'Braze/track/activities.ts': 91,
	'Braze/track/activityLists.ts': 91,
	'Braze/track/trackErrors.ts': 100,
	'Braze/track/changes.ts': 95,
	'Braze/track/combine.ts': 92,
	'Braze/track/condition.ts': 100,
	'Braze/track/events.ts': 94,
	'Braze/track/mergeAttributes.ts': 94,
	'Braze/track/nestedObjects.ts': 91,
	'Braze/track/withoutHeld.ts': 94,
	'Braze/track/properties.ts': 95,
	'Braze/track/purchases.ts': 91,
	'Braze/track/settings.ts': 100,
	'Braze/track/subscriptionGroups.ts': 94,
	'Braze/track/template.ts': 94,
	'Braze/track/time.ts': 100,
	'Braze/track/userChange.ts': 98,
	'Braze/track/userConflicts.ts': 96,
	'Braze/trigger/filters.ts': 96,
	'Braze/trigger/identity.ts': 100,
	'Braze/trigger/intake.ts': 100,
	'Braze/trigger/output.ts': 92,
	'Braze/trigger/settings.ts': 95,
	'Braze/trigger/sources.ts': 96,
	'Komo/events.ts': 100,
	'Komo/filters.ts': 100,
	'Komo/identity.ts': 98,
	'Komo/output.ts': 94,
	'Komo/settings.ts': 96,
	'Komo/submission.ts': 97,
	'receiving/responses.ts': 100,
	'receiving/body.ts': 98,
	'receiving/clock.ts': 100,
	'receiving/duplicates.ts': 96,
	'receiving/grouping.ts': 97,
	'receiving/headers.ts': 100,
	'receiving/receiver.ts': 98,
	'receiving/recentKeys.ts': 93,
	'receiving/sharedSecret.ts': 95,
	'receiving/sharedSecretTest.ts': 100,
	'receiving/waiting.ts': 100,
};
