import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

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
	displayName: [
		'In Komo, give a URL from above to a webhook, or to the step <b>HTTP Request</b> (POST) of a workflow',
		'under <b>Automations &gt; Workflows</b>: the test URL while you build, the production URL once this',
		'workflow is published. What an HTTP Request step sends is the event <b>Workflow Request</b>, unless',
		'its body names an event.',
	].join(' '),
	name: 'setUp',
	type: 'notice',
	default: '',
};
