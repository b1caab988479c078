import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { eventChoices } from './events';

const HOW_TO_CONNECT = [
	'<b>In Komo</b>, open Automations → Workflows → + Create Workflow, choose where it applies and what',
	'triggers it, and add an <b>HTTP Request</b> step: method POST, body JSON, and the webhook URL of this',
	'node as its address. A Komo webhook takes the same URL.',
].join(' ');

/** What the editor shows beside the node while it has no data yet. */
export const triggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Receive submissions from Komo',
	executionsHelp: {
		inactive: [
			HOW_TO_CONNECT,
			'<br /><br /><b>While you build</b>, give Komo the <b>test URL</b>, click "Execute step"',
			'and submit the form once: the submission shows up here.',
			'<br /><br /><b>When it works</b>, publish the workflow and give Komo the <b>production URL</b>.',
			'Those submissions show up in the executions list.',
		].join(' '),
		active: [
			HOW_TO_CONNECT,
			'<br /><br /><b>This workflow is published</b>: submissions sent to the <b>production URL</b> start',
			"it and show up in the <a data-key='executions'>executions list</a>.",
			'<br /><br /><b>To change it</b>, click "Execute step" and send a submission to the',
			'<b>test URL</b>.',
		].join(' '),
	},
	activationHint:
		'Publish the workflow and give Komo the production URL to receive submissions all the time.',
};

/** What a new user has to know first; n8n folds the trigger panel's help away. */
export const setUp: INodeProperties = {
	// (Of HTML, n8n leaves lists and links in a notice.)
	displayName: [
		'<ul><li>In Komo, open Automations &gt; Workflows and add an HTTP Request step: POST, to the test URL above.</li>',
		'<li>Then click "Execute step" here, and submit your form once.</li>',
		'<li>When it works, publish this workflow, and replace the test URL in Komo with the production URL.</li></ul>',
	].join(''),
	name: 'setUp',
	type: 'notice',
	default: '',
};

const LABELS = JSON.stringify(
	Object.fromEntries(eventChoices.map(({ value, name }) => [value, name])),
);

/** The line below the node's name on the canvas: what starts it, in the words of the editor. */
export const subtitle = `={{ $parameter["events"].map((event) => (${LABELS})[event] ?? event).join(", ") }}`;
