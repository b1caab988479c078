'use strict';

const { setTimeout: sleep } = require('node:timers/promises');

const axios = require('axios').default;

const POLL_MS = 100;

/** @typedef {Record<string, any>} Profile as Braze exports it */

/**
 * Reads the profile that has this e-mail address as its alias
 * (https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier/).
 *
 * @param {{ url: string, apiKey: string }} braze
 * @param {string} email
 * @returns {Promise<Profile | undefined>}
 */
async function readProfile({ url, apiKey }, email) {
	const { data } = await axios.post(
		`${url}/users/export/ids`,
		{
			user_aliases: [{ alias_name: email, alias_label: 'email' }],
			fields_to_export: ['email', 'first_name', 'last_name', 'custom_attributes', 'user_aliases'],
		},
		{ headers: { Authorization: `Bearer ${apiKey}` } },
	);
	return data.users[0];
}

/**
 * Waits for a profile to appear.
 *
 * @param {{ url: string, apiKey: string }} braze
 * @param {string} email
 * @param {number} [timeout] in ms
 * @returns {Promise<Profile>}
 */
async function waitForProfile(braze, email, timeout = 30_000) {
	const deadline = Date.now() + timeout;
	for (;;) {
		const profile = await readProfile(braze, email);
		if (profile) return profile;
		if (Date.now() > deadline) {
			throw new Error('The submission did not become a profile: see the executions in n8n.');
		}
		await sleep(POLL_MS);
	}
}

/**
 * Compares what Komo sent with what Braze holds, for the fields that the template workflow maps.
 *
 * @param {Record<string, string>} submission
 * @param {Profile} profile
 * @returns {{ field: string, sent: string, held: unknown, right: boolean }[]}
 */
function compare(submission, profile) {
	/** @param {string} field @param {unknown} held @param {unknown} expected */
	const row = (field, held, expected) => {
		return { field, sent: submission[field], held, right: held === expected };
	};
	return [
		row('email', profile.email, submission.email),
		row('first_name', profile.first_name, submission.first_name),
		row('last_name', profile.last_name, submission.last_name),
		row('optin', profile.custom_attributes?.optin, submission.optin === 'true'),
	];
}

module.exports = { compare, readProfile, waitForProfile };
