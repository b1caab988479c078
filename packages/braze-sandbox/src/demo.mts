import { SandboxClient } from './client.mts';
import { type Options, type Running, startSandbox } from './index.mts';

/** A workspace with some of everything, to try the node's pickers by hand. */
const WORKSPACE = {
	customAttributes: [
		{ name: 'favorite_team', data_type: 'String', description: 'From the team poll' },
		{ name: 'quiz_score', data_type: 'Number', description: 'Best quiz result' },
		{ name: 'newsletter', data_type: 'Boolean' },
		{ name: 'last_entry', data_type: 'Time' },
		{ name: 'interests', data_type: 'Array' },
		{ name: 'half_time_quiz', data_type: 'Object', description: 'Answers by question' },
	],
	events: ['entered_competition', 'won_prize', 'completed_quiz'],
	products: ['match_ticket', 'supporter_scarf'],
	campaigns: [
		{ id: '5a6c1d52-4ff2-4be3-8d20-1d4dfd2d3bd1', name: 'You won a prize', tags: ['Prizes'] },
		{ id: '0d2b7a36-3b4e-4a5c-9c3e-d5a2c9f1e7b4', name: 'Thanks for entering' },
		{
			id: '9f8e1c44-7a2d-4f0b-b1c6-2e5d7a9b3c10',
			name: 'Prize confirmation',
			transactional: true,
		},
		{ id: '3e7c5b19-6d42-4a8e-9b0f-c1d2e3f4a5b6', name: 'Match day reminder', tags: ['Matches'] },
		{ id: '7b2d9e60-1f3c-4d5a-8e7b-0a9c8d7e6f51', name: 'Spring raffle', archived: true },
	],
	canvases: [
		{ id: 'c3b1f0de-52a7-4e8f-8f1d-6a7b9c0d1e2f', name: 'Welcome new players' },
		{ id: 'd4c2a1ef-63b8-4f90-a02e-7b8c9d0e1f2a', name: 'Win back quiet fans' },
	],
	segments: [
		{ id: 'e4d5c6b7-a8f9-4012-b345-67890abcdef1', name: 'Played this month' },
		{ id: 'f5e6d7c8-b9a0-4123-8456-789abcdef012', name: 'Rovers fans with a newsletter' },
	],
	subscriptionGroups: [
		{ id: 'b8e1a2c3-d4f5-4678-9abc-def012345678', name: 'Newsletter', channel: 'email' },
		{ id: 'a1b2c3d4-e5f6-4789-8abc-0123456789de', name: 'Prize alerts', channel: 'sms' },
	],
	catalogs: [
		{
			name: 'prizes',
			description: 'What can be won',
			fields: [
				{ name: 'id', type: 'string' },
				{ name: 'title', type: 'string' },
				{ name: 'value', type: 'number' },
			],
			items: [
				{ id: 'scarf', title: 'Supporter scarf', value: 25 },
				{ id: 'ticket', title: 'Two tickets for the final', value: 180 },
				{ id: 'shirt', title: 'Signed shirt', value: 120 },
			],
		},
	],
};

const [prizeCampaign] = WORKSPACE.campaigns;
const [welcome] = WORKSPACE.canvases;
const [newsletter] = WORKSPACE.subscriptionGroups;

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

/** What the workspace holds already: a few fans, what they did, and what was sent to them. */
const history = (): Array<[path: string, body: object]> => [
	[
		'/users/track',
		{
			attributes: [
				{
					external_id: 'fan-1001',
					first_name: 'Amira',
					last_name: 'Okafor',
					email: 'amira@example.com',
					country: 'AU',
					language: 'en',
					email_subscribe: 'opted_in',
					subscription_groups: [
						{ subscription_group_id: newsletter.id, subscription_state: 'subscribed' },
					],
					favorite_team: 'Rovers',
					quiz_score: 5,
					newsletter: true,
					last_entry: daysAgo(2),
					interests: ['tickets', 'merchandise'],
					half_time_quiz: { top_scorer: 'Silva', final_score: '2:1' },
				},
				{
					external_id: 'fan-1002',
					first_name: 'Ben',
					last_name: 'Tanaka',
					email: 'ben@example.com',
					phone: '+61400000002',
					home_city: 'Perth',
					favorite_team: 'Swans',
					quiz_score: 2,
					newsletter: false,
				},
				{
					user_alias: { alias_name: 'carla@example.com', alias_label: 'email' },
					_update_existing_only: false,
					email: 'carla@example.com',
					first_name: 'Carla',
					dob: '1992-04-17',
					interests: ['away matches'],
				},
			],
			events: [
				{ external_id: 'fan-1001', name: 'entered_competition', time: daysAgo(9) },
				{
					external_id: 'fan-1001',
					name: 'completed_quiz',
					time: daysAgo(2),
					properties: { score: 5 },
				},
				{ external_id: 'fan-1002', name: 'entered_competition', time: daysAgo(5) },
				{
					external_id: 'fan-1001',
					name: 'won_prize',
					time: daysAgo(1),
					properties: { id: 'scarf' },
				},
				{
					external_id: 'fan-1002',
					name: 'ecommerce.product_viewed',
					time: daysAgo(3),
					properties: {
						product_id: 'scarf',
						product_name: 'Supporter scarf',
						variant_id: 'red',
						price: 25,
						currency: 'AUD',
						source: 'web',
					},
				},
			],
			purchases: [
				{
					external_id: 'fan-1001',
					product_id: 'match_ticket',
					currency: 'AUD',
					price: 45,
					time: daysAgo(6),
				},
			],
		},
	],
	[
		'/canvas/trigger/send',
		{
			canvas_id: welcome.id,
			recipients: [{ external_user_id: 'fan-1001' }, { external_user_id: 'fan-1002' }],
		},
	],
	[
		'/campaigns/trigger/send',
		{
			campaign_id: prizeCampaign.id,
			recipients: [
				{ external_user_id: 'fan-1001', trigger_properties: { prize: 'Supporter scarf' } },
			],
		},
	],
];

/**
 * Starts the local Braze of a brand that has used it for a while.
 *
 * @throws {Error} if the sandbox refuses the history
 */
export async function startDemo(options: Omit<Options, 'workspace'> = {}): Promise<Running> {
	const sandbox = await startSandbox({ ...options, workspace: WORKSPACE });
	const client = new SandboxClient(sandbox);
	for (const [path, body] of history()) {
		const response = await client.post(path, body);
		const { status, data } = response as { status: number; data: { errors?: unknown } };
		if (status >= 300 || data.errors) {
			await sandbox.close();
			throw new Error(`The demo's ${path} got a ${status}: ${JSON.stringify(data)}`);
		}
	}
	return sandbox;
}
