/** A workspace with something of everything, for trying the node's pickers by hand. */
export const demoWorkspace = {
	customAttributes: [
		{ name: 'favorite_team', data_type: 'String', description: 'From the team poll' },
		{ name: 'quiz_score', data_type: 'Number', description: 'Best quiz result' },
		{ name: 'newsletter', data_type: 'Boolean' },
		{ name: 'last_entry', data_type: 'Time' },
		{ name: 'interests', data_type: 'Array' },
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
	],
	canvases: [{ id: 'c3b1f0de-52a7-4e8f-8f1d-6a7b9c0d1e2f', name: 'Welcome new players' }],
	segments: [{ id: 'e4d5c6b7-a8f9-4012-b345-67890abcdef1', name: 'Played this month' }],
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
			items: [{ id: 'scarf', title: 'Supporter scarf', value: 25 }],
		},
	],
};
