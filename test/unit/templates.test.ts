import type { IConnections } from 'n8n-workflow';

import { type TemplateNode, readTemplate, templateFiles } from '../support/templates.mts';

/** Of a node on n8n's canvas: its box, and its name below. */
const NODE = { width: 96, height: 96, name: 48 };

/** A node that does nothing. */
const NO_OP = 'n8n-nodes-base.noOp';

/** From a node to the next, so that n8n draws the line between them straight ahead. */
const GAP = 48;

interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const isNote = ({ type }: Pick<TemplateNode, 'type'>) => type === 'n8n-nodes-base.stickyNote';

function boxOf({ name, type, position: [left, top], parameters }: TemplateNode): Box {
	const isSticky = type === 'n8n-nodes-base.stickyNote';
	const width = isSticky ? Number(parameters.width) : NODE.width;
	const height = isSticky ? Number(parameters.height) : NODE.height + NODE.name;
	return { name, left, top, right: left + width, bottom: top + height };
}

const overlap = (a: Box, b: Box) =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const holds = (a: Box, b: Box) =>
	a.left <= b.left && a.right >= b.right && a.top <= b.top && a.bottom >= b.bottom;

/** Pairs of boxes that overlap, by name. */
const overlaps = (boxes: Box[]) =>
	boxes.flatMap((one, index) =>
		boxes
			.slice(index + 1)
			.filter((other) => overlap(one, other))
			.map((other) => `${one.name} and ${other.name}`),
	);

/** What a workflow does with failed items, as an Execute Sub-workflow node holds it. */
interface Inline {
	nodes: TemplateNode[];
	connections: IConnections;
	settings: object;
}

describe('What keeps failed items', () => {
	const keep = readTemplate('keep-and-send-again.json');
	const callers = templateFiles().flatMap((file) =>
		readTemplate(file)
			.nodes.filter(({ type }) => type === 'n8n-nodes-base.executeWorkflow')
			.map(({ parameters }) => [file, parameters.workflowJson] as const),
	);

	it('is called by the templates that receive submissions', () => {
		expect(callers.length).toBeGreaterThanOrEqual(6);
	});

	it.each(callers)('is the same in %s as in Keep and send again', (_, json) => {
		const inline = JSON.parse(String(json)) as Inline;
		const names = inline.nodes.map(({ name }) => name);
		const own = keep.nodes.filter((node) => names.includes(node.name) && !isNote(node));
		const links = Object.entries(keep.connections as IConnections);
		expect(inline.nodes).toEqual(own);
		expect(inline.connections).toEqual(
			Object.fromEntries(links.filter(([from]) => names.includes(from))),
		);
		expect(inline.settings).toEqual(keep.settings);
	});
});

describe.each(templateFiles())('The template %s', (file) => {
	const { name, nodes, connections, pinData = {} } = readTemplate(file);
	const notes = nodes.filter(isNote);
	const steps = nodes.filter((node) => !isNote(node));

	it('can be imported: every ID once, every name known, no credentials in it', () => {
		const ids = nodes.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		// (n8n refuses a note, too, that is called like another node.)
		expect(new Set(nodes.map((node) => node.name)).size).toBe(nodes.length);
		const names = new Set(steps.map((node) => node.name));
		const linked = [...JSON.stringify(connections).matchAll(/"node":"([^"]+)"/g)];
		expect(linked.map(([, to]) => to).filter((to) => !names.has(to))).toEqual([]);
		expect(Object.keys(connections as object).filter((from) => !names.has(from))).toEqual([]);
		expect(Object.keys(pinData).filter((pinned) => !names.has(pinned))).toEqual([]);
		expect(steps.filter((node) => node.credentials)).toEqual([]);
	});

	it('begins with sample data, so that it can be tried without Komo', () => {
		const targets = JSON.stringify(connections);
		const links = connections as Record<string, Record<string, unknown>>;
		// (What only lends itself to another node, such as a tool, starts nothing.)
		const starts = Object.keys(links).filter(
			(step) => links[step].main && !targets.includes(`"node":"${step}"`),
		);
		expect(starts.length).toBeGreaterThan(0);
		expect(starts.filter((start) => !pinData[start]?.length)).toEqual([]);
	});

	it('explains itself in one note above, and one for each numbered step', () => {
		const [about, ...numbered] = notes.map(({ parameters }) => String(parameters.content));
		expect(about.startsWith(`## ${name}\n`)).toBe(true);
		expect(numbered.map((content) => /^### (\d+)\. /.exec(content)?.[1])).toEqual(
			numbered.map((_, index) => String(index + 1)),
		);
	});

	it('is tidy: nothing overlaps, and every node stands in one note', () => {
		const noteBoxes = notes.map(boxOf);
		const stepBoxes = steps.map(boxOf);
		expect(overlaps(noteBoxes)).toEqual([]);
		expect(overlaps(stepBoxes)).toEqual([]);
		const homeless = stepBoxes.filter((step) => !noteBoxes.some((note) => holds(note, step)));
		expect(homeless.map((step) => step.name)).toEqual([]);
	});

	it('drops nothing that fails: an error output leads to a node that does something', () => {
		const types = new Map(steps.map((step) => [step.name, step.type]));
		const failing = steps.filter((step) => step.onError === 'continueErrorOutput');
		const ends = failing.map((step) => {
			const [, ofErrors] = (connections as IConnections)[step.name].main;
			return ofErrors?.map(({ node }) => types.get(node));
		});
		const idle = (end: (typeof ends)[number]) => !end?.length || end.some((type) => type === NO_OP);
		expect(ends.filter(idle)).toEqual([]);
	});

	it('runs from left to right: no line turns back', () => {
		const boxes = new Map(steps.map((step) => [step.name, boxOf(step)]));
		const links = Object.entries(connections as IConnections);
		const lines = links.flatMap(([from, { main = [] }]) =>
			main.flatMap((output) => (output ?? []).map(({ node: to }) => ({ from, to }))),
		);
		const back = lines.filter(({ from, to }) => {
			const [source, target] = [boxes.get(from), boxes.get(to)];
			return !source || !target || target.left < source.right + GAP;
		});
		expect(lines.length).toBeGreaterThan(0);
		expect(back).toEqual([]);
	});
});
