import type { IDataObject } from 'n8n-workflow';

import { Client, type Transport } from '../../../../nodes/Braze/api/client';
import type { UserChange } from '../../../../nodes/Braze/track/combine';
import { onlyChanges } from '../../../../nodes/Braze/track/onlyChanges';
import { placed } from '../support/activities';

const change = (item: number, more: Partial<UserChange> = {}): UserChange => ({
	item,
	user: { by: 'externalId', fields: { external_id: `u${item}` }, key: `u${item}` },
	attributes: { a: 1 },
	events: [],
	purchases: [],
	mergedNames: new Set<string>(),
	updateExistingOnly: false,
	...more,
});

function clientOf(status: number, users: unknown[] = []) {
	const asked: IDataObject[] = [];
	const transport: Transport = {
		restEndpoint: 'https://rest.example.com',
		transmit: async ({ body }) => {
			asked.push(body as unknown as IDataObject);
			return await Promise.resolve({
				kind: 'answer',
				status,
				headers: {},
				body: { message: 'success', users, invalid_user_ids: ['u1'] },
			});
		},
		sleep: async () => await Promise.resolve(),
		now: () => 0,
		random: () => 0,
	};
	const settings = { parallelRequests: 1, maxRetries: 0, maxWait: 0, retryAmbiguous: true };
	return { client: new Client(transport, settings), asked };
}

const held = { external_id: 'u0', braze_id: 'b', custom_attributes: { a: 1 } };

describe('only changes', () => {
	it('are what Braze does not have yet', async () => {
		const { client, asked } = clientOf(200, [held]);
		const left = await onlyChanges([change(0), change(1)], client);
		expect(left.changes.map(({ attributes }) => attributes)).toEqual([undefined, { a: 1 }]);
		expect([left.warnings.size, left.rejected.size, left.denied]).toEqual([0, 0, undefined]);
		expect(asked).toEqual([
			{
				external_ids: ['u0', 'u1'],
				fields_to_export: ['custom_attributes', 'braze_id', 'external_id', 'user_aliases'],
			},
		]);
	});

	it('ask nothing where nothing can be compared', async () => {
		const { client, asked } = clientOf(200);
		const changes = [
			change(0, { attributes: undefined, events: placed({ name: 'e' }) }),
			change(1, { attributes: { subscription_groups: [] } }),
		];
		expect((await onlyChanges(changes, client)).changes).toEqual(changes);
		expect(asked).toEqual([]);
	});

	it('ask for each user once, and only for those that are compared', async () => {
		const { client, asked } = clientOf(200);
		const { user } = change(0);
		const events = change(2, { attributes: undefined, events: placed({ name: 'e' }) });
		await onlyChanges([change(0), change(1, { user }), events], client);
		expect(asked[0].external_ids).toEqual(['u0']);
	});

	it('are everything, with a warning, where a user cannot be read for now', async () => {
		const { client } = clientOf(503);
		const changes = [change(0), change(1)];
		const left = await onlyChanges(changes, client);
		expect(left.changes).toEqual(changes);
		expect([...left.warnings]).toEqual(
			[0, 1].map((item) => [
				item,
				expect.stringMatching(
					/^The user could not be read, so all values were sent: Braze had a server error \(/,
				),
			]),
		);
		expect(left.rejected.size).toBe(0);
	});

	it('are not sent where the key may not read; what needs no reading is', async () => {
		const { client } = clientOf(403);
		const events = change(1, { attributes: undefined, events: placed({ name: 'e' }) });
		const left = await onlyChanges([change(0), events], client);
		expect(left.changes).toEqual([events]);
		expect(left.warnings.size).toBe(0);
		expect([...left.rejected]).toEqual([
			[0, expect.stringMatching(/^"Send Only Changes" has to read the users .*users\.export\.ids/)],
		]);
		expect(left.denied?.status).toBe(403);
	});
});
