import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Workflow, WorkflowNode } from '../../packages/n8n-lab/src/api.mts';
import { readJson } from '../../packages/n8n-lab/src/system/json.mts';
import { root } from '../../tools/setup/dependencies.js';

const FOLDER = path.join(root, 'workflows');

/** A node as a template's file has it. */
export interface TemplateNode extends WorkflowNode {
	id: string;
	typeVersion: number;
	position: [number, number];
	parameters: IDataObject;
	onError?: string;
}

/** A workflow to import. */
export interface Template extends Workflow {
	nodes: TemplateNode[];
	/** Sample data, by the node that outputs it. */
	pinData?: Record<string, INodeExecutionData[]>;
}

/** @returns the names of all files in `workflows/` */
export const templateFiles = () =>
	readdirSync(FOLDER)
		.filter((name) => name.endsWith('.json'))
		.sort();

export const readTemplate = (file: string) => readJson(path.join(FOLDER, file)) as Template;

/** The object that JSON in a workflow or a row stands for. */
export const parsed = (text: unknown) => JSON.parse(String(text)) as IDataObject;
