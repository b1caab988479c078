import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';

import { sharedScene } from './scene.mts';

/* The local Braze that the end-to-end tests share: looked at, filled, and made to refuse. */

export interface Profile {
	email?: string;
	custom_events?: Array<{ name: string; count: number; first: string }>;
	custom_attributes?: IDataObject;
	[attribute: string]: unknown;
}

export const ask = async <Body,>(path: string) =>
	(await axios.get<Body>(`${sharedScene().sandbox.url}${path}`)).data;

/** @returns all profiles, by email */
export async function profiles(): Promise<Record<string, Profile>> {
	const response = await ask<{ profiles: Profile[] }>('/_sandbox/profiles');
	return Object.fromEntries(response.profiles.map((profile) => [profile.email ?? '', profile]));
}

/** Creates users, or updates them. */
export async function track(attributes: object[]) {
	const { sandbox } = sharedScene();
	const headers = { authorization: `Bearer ${sandbox.apiKey}` };
	await axios.post(`${sandbox.url}/users/track`, { attributes }, { headers });
}

/** Refuses all of the next `/users/track`, for a reason that doesn't go away by itself. */
export async function refuseOnce() {
	await axios.post(`${sharedScene().sandbox.url}/_sandbox/faults`, {
		rules: [{ path: '/users/track', status: 401, times: 1, body: { message: 'Invalid API key' } }],
	});
}
