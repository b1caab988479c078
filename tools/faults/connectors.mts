import { SandboxClient } from '../../packages/braze-sandbox/src/client.mts';
import { type Pack, type Reply, startCallers } from './senders.mts';

/** Braze's limit for a request of Currents, see packages/braze-sandbox/src/outbound/connector.mts. */
const BATCH = 100;

let runs = 0;

/**
 * Connectors of a local Braze, which send batches of Currents by Braze's rules: what gets no 2xx is sent
 * again and again, with growing pauses. One that is halted (401, 403, 404) is turned on again. Each
 * sends events of users of its own, and the next batch when the last is accepted.
 *
 * @param url of the trigger
 * @param repeats whether each batch is sent once more after it is accepted: Braze sends at least once
 */
export function startConnectors(
	braze: { url: string; apiKey: string },
	url: string,
	{ count, repeats }: { count: number; repeats: boolean },
) {
	const run = ++runs;
	const client = new SandboxClient(braze);

	const post = async (events: object[]): Promise<Reply> => {
		const { outcome, statuses } = await client.send({ source: 'currents', url, events });
		// (The local Braze writes 599 where there was no response.)
		const responses = statuses.map((status) => (status === 599 ? '-' : String(status)));
		return { isAccepted: outcome === 'delivered', responses };
	};

	const pack: Pack = (number, entry) => {
		const ids = Array.from({ length: BATCH }, (_, index) => `c${run}-${number}-${entry}-${index}`);
		const emails = ids.map((_, index) => `fan.c${run}.${number}.${index}@example.com`);
		const events = ids.map((id, index) => ({
			event_type: 'users.messages.email.Click',
			id,
			user: { user_id: `braze-${emails[index]}` },
			properties: { email_address: emails[index], entry: String(entry) },
		}));
		return {
			ids,
			emails,
			async send() {
				const first = await post(events);
				if (!repeats || !first.isAccepted) return first;
				const second = await post(events);
				return { ...second, responses: [...first.responses, ...second.responses] };
			},
		};
	};

	return startCallers(pack, count);
}
