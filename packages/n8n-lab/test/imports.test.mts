import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '..');

/** What this repository's nodes are for: a lab for any node must not know it. */
const FOREIGN = /\b(komo|braze)\b/i;

const sources = (folder: string) =>
	fs
		.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.(mts|js)$/.test(name))
		.map((name) => path.join(ROOT, folder, name))
		.map((file) => ({ file, source: fs.readFileSync(file, 'utf8') }));

const importsOf = ({ file, source }: { file: string; source: string }) =>
	[...source.matchAll(/(?:\bfrom |^import |\brequire\(|\bimport\()'([^'$\n]+)'/gm)].map(
		([, name]) => ({ file, name }),
	);

const { dependencies } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
	dependencies: Record<string, string>;
};

describe('The lab', () => {
	it('imports its own files, Node.js, and the dependencies that it names', () => {
		const imports = sources('src').flatMap(importsOf);
		expect(imports.length).toBeGreaterThan(50);
		const [own, others] = [true, false].map((isOwn) =>
			imports.filter(({ name }) => name.startsWith('.') === isOwn),
		);
		const outside = own.filter(({ file, name }) =>
			path.relative(path.join(ROOT, 'src'), path.join(file, '..', name)).startsWith('..'),
		);
		expect(outside).toEqual([]);
		const packages = others.map(({ name }) => name).filter((name) => !name.startsWith('node:'));
		expect([...new Set(packages)].sort()).toEqual(Object.keys(dependencies).sort());
	});

	it('knows no service, and its tests import nothing from outside either', () => {
		const tests = sources('test').filter(({ file }) => file !== import.meta.filename);
		const outside = tests
			.flatMap(importsOf)
			.filter(({ file, name }) => name.startsWith('.') && !isInside(file, name));
		expect(outside).toEqual([]);
		const named = sources('src').filter(({ source }) => FOREIGN.test(source));
		expect(named.map(({ file }) => file)).toEqual([]);
	});
});

const isInside = (file: string, name: string) =>
	!path.relative(ROOT, path.join(file, '..', name)).startsWith('..');
