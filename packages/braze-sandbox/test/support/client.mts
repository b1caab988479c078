import { type RequestOptions, type Response, SandboxClient } from '../../src/client.mts';
import { startSandbox } from '../../src/index.mts';
import type { Json } from '../../src/types.mts';

/** The documented fields of an export that the sandbox has something for. */
export const FIELDS =
	'braze_id country created_at custom_attributes custom_events dob email email_subscribe external_id first_name gender home_city language last_coordinates last_name phone purchases push_subscribe push_tokens time_zone total_revenue user_aliases'.split(
		' ',
	);

/** A response whose data a test may read without checking its type. */
export type Loose = Omit<Response, 'data'> & { data: any };

/** A sandbox of the test's own, and a client with its key. */
export class Local extends SandboxClient {
	private constructor(
		running: { url: string; apiKey: string },
		readonly close: () => Promise<void>,
	) {
		super(running);
	}

	static async start(): Promise<Local> {
		const sandbox = await startSandbox({ apiKey: 'test-key' });
		return new Local(sandbox, sandbox.close);
	}

	override async request(method: string, path: string, options?: RequestOptions): Promise<Loose> {
		return await super.request(method, path, options);
	}

	override async get(path: string): Promise<Loose> {
		return await super.get(path);
	}

	override async post(path: string, body?: unknown): Promise<Loose> {
		return await super.post(path, body);
	}

	/** Sends to `/users/track` and expects this status. */
	async track(body: object, status = 201): Promise<Json> {
		const answer = await this.post('/users/track', body);
		expect({ status: answer.status, data: answer.data }).toMatchObject({ status });
		return answer.data;
	}

	/** The one profile that has this external ID. */
	async user(externalId: string): Promise<any> {
		const { data } = await this.post('/users/export/ids', {
			external_ids: [externalId],
			fields_to_export: FIELDS,
		});
		expect(data.users).toHaveLength(1);
		return data.users[0];
	}
}
