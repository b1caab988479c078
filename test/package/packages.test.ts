import { staleFiles } from '../../tools/release/generated.mts';
import { MAIN, PRODUCTS, SINGLES } from '../../tools/release/products.mts';
import { bareFolder, type BareFolder, type Loaded } from '../support/bareFolder.mts';

describe.each(PRODUCTS)('The package $name as published', (product) => {
	let bare: BareFolder;
	let loaded: Loaded[];

	beforeAll(async () => {
		bare = await bareFolder(product);
		loaded = await bare.loadAll();
	});

	afterAll(() => bare?.remove());

	it('loads every node and credential beside nothing but n8n-workflow', () => {
		expect(loaded.length).toBeGreaterThan(1);
		for (const { file, exports } of loaded) {
			expect(file).toMatch(new RegExp(`/${exports[0]}\\.(node|credentials)\\.js$`));
		}
	});

	it('depends on nothing and runs nothing when it is installed', () => {
		const { dependencies, peerDependencies, scripts } = bare.manifest;
		expect(dependencies ?? {}).toEqual({});
		expect(peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(scripts ?? {}).toEqual({});
	});

	it('lists every node and credential that it holds', () => {
		const { nodes, credentials } = bare.manifest.n8n;
		const built = bare.files.filter((file) => /\.(node|credentials)\.js$/.test(file));
		expect(built).toEqual([...credentials, ...nodes].sort());
	});

	it('has the nodes of its services, and no file of another one', () => {
		const { nodes } = bare.manifest.n8n;
		const services = new Set(nodes.map((file) => file.split('/')[2]));
		expect([...services].sort()).toEqual([...product.services].sort());
		const others = MAIN.services.filter((service) => !product.services.includes(service));
		const foreign = bare.files.filter((file) =>
			others.some((other) => file.toLowerCase().includes(`/${other.toLowerCase()}`)),
		);
		expect(foreign).toEqual([]);
	});

	it('holds the built package and nothing else', () => {
		const allowed = [
			/^(package\.json|index\.js|README\.md|CHANGELOG\.md|LICENSE)$/,
			/^dist\/(nodes|credentials)\/[\w/.]+\.js$/,
			/^dist\/nodes\/\w+\/\w+\.node\.json$/,
			/^dist\/(icons|nodes\/\w+)\/[\w.]+\.svg$/,
		];
		const others = bare.files.filter((file) => !allowed.some((pattern) => pattern.test(file)));
		expect(others).toEqual([]);
		expect(bare.files).toEqual(expect.arrayContaining(['README.md', 'CHANGELOG.md', 'LICENSE']));
	});

	it('holds every icon, light and dark, as a drawing', () => {
		for (const { file, description } of loaded) {
			for (const icon of [description.icon.light, description.icon.dark]) {
				const path = new URL(icon.replace('file:', ''), `file:///${file}`).pathname.slice(1);
				expect(bare.files).toContain(path);
				expect(bare.read(path)).toMatch(/^<svg[^>]*viewBox=/);
			}
		}
	});

	it('files its nodes under a category, with documentation and a type of its own', () => {
		for (const file of bare.manifest.n8n.nodes) {
			const node = loaded.find((one) => one.file === file);
			const codex = JSON.parse(bare.read(file.replace(/\.js$/, '.json')));
			expect(codex.node).toBe(`${product.name}.${node?.description.name}`);
			expect(codex.categories.length).toBeGreaterThan(0);
			expect(codex.alias.length).toBeGreaterThan(0);
			expect(codex.resources.primaryDocumentation[0].url).toMatch(/^https:/);
		}
	});

	it('gives every node the credential types that the package brings', () => {
		const types = loaded
			.filter(({ file }) => file.endsWith('.credentials.js'))
			.map(({ description }) => description.name);
		const used = loaded.flatMap(({ description }) => description.credentials ?? []);
		const names = new Set(used.map(({ name }: { name: string }) => name));
		expect([...names].sort()).toEqual(types.sort());
	});

	it('has a README and a change log whose links lead somewhere from anywhere', () => {
		for (const file of ['README.md', 'CHANGELOG.md']) {
			const links = [...bare.read(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to);
			expect(links.filter((to) => !/^(https:|#)/.test(to))).toEqual([]);
		}
		expect(bare.read('README.md')).toContain(`# ${product.name}\n`);
	});
});

describe('What is made from other files', () => {
	it('stands in the repository as it would be made; if not: npm run release -- generate', () => {
		expect(staleFiles()).toEqual([]);
	});

	it('leaves no node to the main package alone', () => {
		const services = SINGLES.flatMap((product) => product.services);
		expect(services.sort()).toEqual([...MAIN.services].sort());
	});
});
