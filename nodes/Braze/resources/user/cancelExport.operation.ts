import type { IDataObject } from 'n8n-workflow';

import { complaintsIn, fewComplaints } from '../../batch/errors';
import { segmentField } from '../../fields/locators';
import { optionsField } from '../../fields/options';
import { readId } from '../../fields/text';
import { individual } from '../../runtime/individualOperation';

/** Source: https://www.braze.com/docs/api/endpoints/export/segments/post_cancel_export/ */
export const cancelExport = individual<string>({
	name: 'Cancel Export',
	value: 'cancelExport',
	action: 'Cancel the export of a segment',
	description: 'Stop all exports of a segment that are running, whoever started them',
	properties: [
		{ ...segmentField, description: 'The segment whose exports are stopped' },
		optionsField(),
	],
	permission: 'segments.list',
	shared: true,
	givesOutcomes: true,
	prepare: (parameters) => {
		const segment = parameters.perItem('segmentId');
		return (...item) => {
			const subject = readId(segment, 'Segment', item);
			return { subject, topic: subject };
		};
	},
	perform: async (subjects, send) => {
		const [segment_id] = subjects;
		const { body } = await send({
			method: 'POST',
			path: '/export/segment/cancel',
			body: { segment_id },
		});
		const complaints = fewComplaints(complaintsIn(body));
		if (complaints.length > 0) return subjects.map(() => ({ problem: complaints.join('; ') }));
		const outcome: IDataObject = { status: 'accepted', segment_id };
		return subjects.map(() => [outcome]);
	},
});
