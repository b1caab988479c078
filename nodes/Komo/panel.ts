import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { eventChoices } from './events';

/**
 * A body for the HTTP Request step. Komo's public pages don't show how a variable is written, so the
 * values are left to the step's own list of variables.
 */
export const BODY =
	'{ "email": "…", "first_name": "…", "last_name": "…", "optin": "…", "card_name": "…", "submission_id": "…" }';

const BODY_PAGE =
	'https://github.com/n8n-nodes-komo-braze/n8n-nodes-komo-braze/blob/main/docs/request-body.md';

const HOW_TO_CONNECT = [
	'<b>In Komo</b>, go to Automations > Workflows > + Create Workflow, choose where it applies and what',
	'triggers it, and add an <b>HTTP Request</b> step with method POST, the webhook URL of this node and a',
	`JSON body such as<br /><code>${BODY}</code><br />with Komo's variable for each field in place of …`,
	'(an empty body is refused). You can use the same URL for a Komo webhook.',
].join(' ');

/** What the editor shows next to the node until it has data. */
export const triggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Receive submissions from Komo',
	executionsHelp: {
		inactive: [
			HOW_TO_CONNECT,
			'<br /><br /><b>While you build the workflow</b>, use the <b>test URL</b> in Komo, click "Execute',
			'step" and submit the form once within two minutes. The submission appears here.',
			'<br /><br /><b>When it works</b>, publish the workflow and use the <b>production URL</b> in Komo.',
			'These submissions appear in the executions list.',
		].join(' '),
		active: [
			HOW_TO_CONNECT,
			'<br /><br /><b>This workflow is published</b>: submissions sent to the <b>production URL</b> start',
			"it and appear in the <a data-key='executions'>executions list</a>.",
			'<br /><br /><b>To change it</b>, click "Execute step" and send a submission to the',
			'<b>test URL</b>.',
		].join(' '),
	},
	activationHint:
		'Publish the workflow and use the production URL in Komo to receive all submissions.',
};

/** What a new user needs to know first, since n8n collapses the help in the trigger panel. */
export const setUp: INodeProperties = {
	// In notices, the only HTML that n8n keeps is unnumbered lists and links.
	displayName: [
		'<ul><li>Step 1: In Komo, go to Automations &gt; Workflows and add an HTTP Request step: POST to the test URL (under Webhook URLs), with a JSON body of the fields that you need, such as { "email": "…", "first_name": "…" }. ',
		`<a href="${BODY_PAGE}" target="_blank">A body to copy</a></li>`,
		'<li>Step 2: Click "Execute step" here, then submit your form once within two minutes.</li>',
		'<li>Step 3: When it works, publish this workflow and replace the test URL in Komo with the production URL.</li></ul>',
	].join(''),
	name: 'setUp',
	type: 'notice',
	default: '',
};

const LABELS = JSON.stringify(
	Object.fromEntries(eventChoices.map(({ value, name }) => [value, name])),
);

/** The line below the node's name on the canvas: what starts it, as named in the editor. */
export const subtitle = `={{ $parameter["events"].map((event) => (${LABELS})[event] ?? event).join(", ") }}`;
