import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { type Source, SOURCES } from './sources';
import { CAMPAIGN_BODY } from './webhookBody';

/** What to do in Braze for each source, step by step. */
const STEPS: Record<Source, string[]> = {
	currents: [
		'In Braze, go to Partner Integrations &gt; Data Export &gt; Create New Current &gt; Custom Currents Export.',
		'Enter the production URL (under Webhook URLs above) and, as the bearer token, the secret of the credential if you use one.',
		'Select the events and click Launch Current. Publish this workflow first: Braze does not send events again that were answered 404.',
	],
	webhook: [
		'In Braze, add a webhook campaign or a webhook step to a Canvas: POST to the production URL (under Webhook URLs above).',
		'Add the request header Content-Type: application/json and, with a secret, Authorization: Bearer, followed by the secret of the credential.',
		`As the request body, enter raw text such as ${JSON.stringify(CAMPAIGN_BODY)}`,
	],
	transactional: [
		'In Braze, go to Settings &gt; Email Preferences &gt; Transactional Event Status Postback.',
		'Enter the production URL (under Webhook URLs above), with ?secret= and the secret at the end if you use one, and test the postback.',
		'Find the email by dispatch_id or external_send_id: the status names no user.',
	],
	export: [
		'Enter the production URL (under Webhook URLs above) as Callback URL of User &gt; Export Segment, with ?secret= and the secret at the end if you use one.',
		'Add what tells one export from another: ?segment=vip, or &amp;segment=vip after a secret. It comes out as query.segment, since Braze sends the URL of the file alone.',
	],
};

const list = (steps: string[]): string =>
	`<ul>${steps.map((step, index) => `<li>Step ${index + 1}: ${step}</li>`).join('')}</ul>`;

/** The notices with the steps. (n8n allows lists and links in their HTML.) */
export const setUp: INodeProperties[] = SOURCES.map(({ name, value }) => ({
	displayName: `${name}: ${list(STEPS[value])}`,
	name: `${value}SetUp`,
	type: 'notice',
	default: '',
	displayOptions: { show: { sources: [value] } },
}));

const HOW_TO_CONNECT = SOURCES.map(
	({ name, value }) =>
		`<b>${name}</b><br />${STEPS[value].map((step, index) => `${index + 1}. ${step}`).join('<br />')}`,
).join('<br /><br />');

/** What the editor shows next to the node until it has data. */
export const triggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Receive events from Braze',
	executionsHelp: {
		inactive: [
			HOW_TO_CONNECT,
			'<br /><br /><b>While you build the workflow</b>, click "Execute step" and let Braze send something to the',
			'<b>test URL</b>: a test of the webhook or the postback, or test events of Currents. It appears here.',
			'<br /><br /><b>When it works</b>, publish the workflow and use the <b>production URL</b> in Braze.',
		].join(' '),
		active: [
			HOW_TO_CONNECT,
			'<br /><br /><b>This workflow is published</b>: what Braze sends to the <b>production URL</b> starts it',
			"and appears in the <a data-key='executions'>executions list</a>.",
			'<br /><br /><b>To change it</b>, click "Execute step" and send something to the <b>test URL</b>.',
		].join(' '),
	},
	activationHint: 'Publish the workflow and use the production URL in Braze to receive all events.',
};

const LABELS = JSON.stringify(Object.fromEntries(SOURCES.map(({ value, name }) => [value, name])));

/** The line below the node's name on the canvas: the sources that start it. */
export const subtitle = `={{ $parameter["sources"].length === ${SOURCES.length} ? "Everything from Braze" : $parameter["sources"].map((source) => (${LABELS})[source] ?? source).join(", ") }}`;
