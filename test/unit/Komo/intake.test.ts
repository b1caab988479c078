import { komoIntake } from '../../../nodes/Komo/intake';
import type { Settings } from '../../../nodes/Komo/settings';

const settings: Settings = {
	filters: {
		events: ['CompetitionEntrySuccess'],
		otherEvents: [],
		siteIds: [],
		cardIds: [],
		cardTypes: [],
	},
	responseMode: 'onReceived',
	output: 'raw',
	ignoreDuplicatesFor: 0,
};
const form = { event: 'CompetitionEntrySuccess', submission_id: 1 };
const { sort } = komoIntake(settings);

it('sorts a list into what starts the workflow, what is ignored and why, and what is no submission', () => {
	const view = { event: 'CardViewed' };
	expect(sort([view, form, 'text', {}])).toEqual({
		wanted: [{ event: form.event, body: form }],
		ignored: [
			{
				submission: { event: 'CardViewed', body: view },
				reason: 'The event CardViewed is not selected. To receive it, add "Card Viewed" to Events.',
			},
			{
				submission: { body: {} },
				reason: 'The body has no event. To receive it, add "Workflow Request" to Events.',
			},
		],
		rejections: {
			rejected: [{ position: 3, error: 'Expected an object, but found text.' }],
			rejectedCount: 1,
		},
	});
});

it.each([
	[undefined, 400, 'The body is empty. Send the submission as a JSON object.', undefined],
	[[], 400, 'The body is an empty list.', { rejected: [], rejectedCount: 0 }],
	[
		[1],
		400,
		'Expected an object, but found a number.',
		{
			rejected: [{ position: 1, error: 'Expected an object, but found a number.' }],
			rejectedCount: 1,
		},
	],
	[
		Array(10_001).fill(1),
		413,
		'The list is too long. Send at most 10,000 submissions in one call.',
		undefined,
	],
])('refuses what holds no submission, or too many', (body, status, error, rejections) => {
	expect(sort(body)).toEqual(rejections ? { status, error, rejections } : { status, error });
});

it('shows a submission as the output says', () => {
	const submission = { event: form.event, body: { ...form, score: '1' } };
	expect(komoIntake(settings).toJson(submission)).toMatchObject({ score: '1' });
	expect(komoIntake({ ...settings, output: 'flat' }).toJson(submission)).toMatchObject({
		score: 1,
	});
});
