import axios from 'axios';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { sharedScene } from '../support/scene.mts';

type Described = Pick<INodeProperties, 'name' | 'displayName' | 'type' | 'description'> & {
	options?: INodeProperties['options'];
};

/** Every field below these, with the way to it; what a model cannot fill is left out. */
function fields(properties: readonly Described[], way = ''): Array<[string, Described]> {
	return properties.flatMap((property): Array<[string, Described]> => {
		const path = `${way}${property.name}`;
		if (['notice', 'callout', 'hidden', 'credentialsSelect'].includes(property.type)) return [];
		// n8n asks these of the user, not of the model.
		if (['resource', 'operation', 'toolDescription', 'descriptionType'].includes(path)) return [];
		const inner = (property.options ?? []).flatMap((option) =>
			'values' in option
				? fields(option.values, `${path}.${option.name}.`)
				: 'type' in option
					? fields([option], `${path}.`)
					: [],
		);
		return [[path, property], ...inner];
	});
}

describe('The Braze node as a tool of an AI agent, in a real n8n', () => {
	const { n8n } = sharedScene();
	let tool: INodeTypeDescription | undefined;
	beforeAll(async () => {
		const { data } = await axios.get<INodeTypeDescription[]>(`${n8n.url}/types/nodes.json`, {
			headers: { Cookie: n8n.cookie },
		});
		tool = data.find(({ name }) => name === 'n8n-nodes-komo-braze.brazeTool');
	});

	it('is listed', () => {
		expect(tool?.displayName).toBe('Braze Tool');
		expect(tool?.outputs).toEqual(['ai_tool']);
	});

	it('describes every field that a model may fill', () => {
		const all = fields(tool?.properties ?? []);
		expect(all.length).toBeGreaterThan(60);
		expect(all.filter(([, { description }]) => !description).map(([path]) => path)).toEqual([]);
	});
});
