const HEADING = /^## (.+)$/gm;

/** The section for changes that are not in a version yet. */
const UNRELEASED = 'Unreleased';

/** A heading of the change log, with everything below it. */
interface Section {
	/** `Unreleased`, or a version with its date: `0.1.0 (2026-12-01)`. */
	title: string;
	begin: number;
	end: number;
}

function sectionsOf(changelog: string): Section[] {
	const headings = [...changelog.matchAll(HEADING)];
	return headings.map(({ 1: title, index }, position) => ({
		title,
		begin: index,
		end: headings[position + 1]?.index ?? changelog.length,
	}));
}

/**
 * @returns what a version changed, without its heading
 * @throws when the change log does not name the version
 */
export function notesOf(changelog: string, version: string): string {
	const section = sectionsOf(changelog).find(({ title }) => title.split(' ')[0] === version);
	if (!section) throw new Error(`CHANGELOG.md has no section for ${version}.`);
	const text = changelog.slice(section.begin, section.end);
	return text.slice(text.indexOf('\n') + 1).trim();
}

/**
 * Gives the unreleased changes a version, and adds an empty section for the next ones.
 *
 * @param date e.g. `2026-12-01`
 * @throws if there are no unreleased changes
 */
export function withRelease(changelog: string, version: string, date: string): string {
	const section = sectionsOf(changelog).find(({ title }) => title === UNRELEASED);
	const heading = `## ${UNRELEASED}\n`;
	const changes = section && changelog.slice(section.begin + heading.length, section.end).trim();
	if (!section || !changes) throw new Error('CHANGELOG.md names no unreleased changes.');
	const released = `${heading}\n## ${version} (${date})\n\n${changes}\n\n`;
	return `${(changelog.slice(0, section.begin) + released + changelog.slice(section.end)).trimEnd()}\n`;
}

/**
 * Leaves out what is only about nodes that a package does not have: an entry that begins with a
 * node's name in bold is about that node.
 *
 * @param others display names of the nodes that the package does not have
 */
export function withoutNodes(changelog: string, others: string[]): string {
	const isOther = (line: string) => others.some((name) => line.startsWith(`- **${name}`));
	return changelog
		.split('\n')
		.filter((line) => !isOther(line))
		.join('\n');
}
