import { notesOf, withoutNodes, withRelease } from '../../../tools/release/changelog.mts';
import { withAbsoluteLinks } from '../../../tools/release/links.mts';
import { withTypesOf } from '../../../tools/release/templates.mts';

const HOMES = new Map([
	['komoTrigger', 'n8n-nodes-komo'],
	['braze', 'n8n-nodes-braze'],
	['brazeTrigger', 'n8n-nodes-braze'],
]);

describe('A template for the packages of one service', () => {
	it.each([
		['"n8n-nodes-komo-braze.komoTrigger"', '"n8n-nodes-komo.komoTrigger"'],
		['"n8n-nodes-komo-braze.braze"', '"n8n-nodes-braze.braze"'],
		['"n8n-nodes-komo-braze.brazeTrigger"', '"n8n-nodes-braze.brazeTrigger"'],
		['"n8n-nodes-komo-braze.brazeTool"', '"n8n-nodes-braze.brazeTool"'],
		[
			"node.type === 'n8n-nodes-komo-braze.komoTrigger'",
			"node.type === 'n8n-nodes-komo.komoTrigger'",
		],
	])('has %s as %s', (before, after) => {
		expect(withTypesOf(before, HOMES)).toBe(after);
	});

	it.each([
		'"n8n-nodes-base.set"',
		'https://github.com/n8n-nodes-komo-braze/n8n-nodes-komo-braze/blob/main/README.md',
		'n8n-nodes-komo-braze.unknown',
	])('leaves %s as it is', (text) => {
		expect(withTypesOf(text, HOMES)).toBe(text);
	});
});

describe('The links of a page that is read elsewhere', () => {
	const absolute = (markdown: string) => withAbsoluteLinks(markdown, 'release/x', '1.2.3');
	const repository = 'n8n-nodes-komo-braze/n8n-nodes-komo-braze';

	it('lead to the files of the version', () => {
		expect(absolute('See [errors](../../docs/errors.md#a).')).toBe(
			`See [errors](https://github.com/${repository}/blob/v1.2.3/docs/errors.md#a).`,
		);
	});

	it('show pictures, also within a link', () => {
		expect(absolute('![Text](../../docs/images/a.png)')).toBe(
			`![Text](https://raw.githubusercontent.com/${repository}/v1.2.3/docs/images/a.png)`,
		);
	});

	it.each(['[n8n](https://n8n.io)', '[below](#below)', '[mail](mailto:a@example.com)'])(
		'leave %s as it is',
		(link) => {
			expect(absolute(link)).toBe(link);
		},
	);
});

const CHANGELOG = `# Changelog

## Unreleased

- **Komo Trigger** does more.
- **Braze, Track User** does, too.
- Both do.

## 0.1.0 (2026-01-02)

First.
`;

describe('The change log', () => {
	it('tells what a version changed', () => {
		expect(notesOf(CHANGELOG, '0.1.0')).toBe('First.');
		expect(() => notesOf(CHANGELOG, '0.1')).toThrow('no section for 0.1.');
	});

	it('gives what is unreleased a version, and begins anew', () => {
		const released = withRelease(CHANGELOG, '0.2.0', '2026-03-04');
		expect(released).toContain('## Unreleased\n\n## 0.2.0 (2026-03-04)\n\n- **Komo Trigger**');
		expect(notesOf(released, '0.2.0')).toContain('- Both do.');
		expect(notesOf(released, '0.1.0')).toBe('First.');
		expect(() => withRelease(released, '0.3.0', '2026-03-04')).toThrow('no unreleased changes');
	});

	it('of a package leaves out what is about nodes that it does not have', () => {
		const changes = withoutNodes(CHANGELOG, ['Komo Trigger']);
		expect(changes).not.toContain('Komo Trigger');
		expect(changes).toContain('- **Braze, Track User** does, too.\n- Both do.\n');
	});
});
