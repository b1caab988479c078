import { bareFolder, type BareFolder, type Loaded } from '../support/bareFolder.mts';

describe('The package as published', () => {
	let bare: BareFolder;
	let loaded: Loaded[];

	beforeAll(async () => {
		bare = await bareFolder();
		loaded = await bare.loadAll();
	});

	afterAll(() => bare?.remove());

	it('loads every node and credential beside nothing but n8n-workflow', () => {
		expect(loaded.map(({ exports }) => exports)).toEqual([
			['Braze'],
			['KomoTrigger'],
			['BrazeApi'],
			['KomoWebhookApi'],
		]);
	});

	it('depends on nothing and runs nothing when it is installed', () => {
		const { dependencies, peerDependencies, scripts } = bare.manifest;
		expect(dependencies ?? {}).toEqual({});
		expect(peerDependencies).toEqual({ 'n8n-workflow': '*' });
		const lifecycle = /^(pre|post)?(install|prepare|publish|pack)$|^prepublishOnly$/;
		expect(Object.keys(scripts).filter((name) => lifecycle.test(name))).toEqual([]);
	});

	it('lists every node and credential that it holds', () => {
		const { nodes, credentials } = bare.manifest.n8n;
		const built = bare.files.filter((file) => /\.(node|credentials)\.js$/.test(file));
		expect(built).toEqual([...credentials, ...nodes].sort());
	});

	it('holds the built package and nothing else', () => {
		const allowed = [
			/^(package\.json|index\.js|README\.md|LICENSE)$/,
			/^dist\/(nodes|credentials)\/[\w/.]+\.js$/,
			/^dist\/nodes\/\w+\/\w+\.node\.json$/,
			/^dist\/(icons|nodes\/\w+)\/[\w.]+\.svg$/,
		];
		const others = bare.files.filter((file) => !allowed.some((pattern) => pattern.test(file)));
		expect(others).toEqual([]);
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

	it.each(['Braze', 'Komo Trigger'])('files %s under a category, with documentation', (name) => {
		const node = loaded.find(({ description }) => description.displayName === name);
		const codex = JSON.parse(bare.read(String(node?.file).replace(/\.js$/, '.json')));
		expect(codex.node).toBe(`n8n-nodes-komo-braze.${node?.description.name}`);
		expect(codex.categories.length).toBeGreaterThan(0);
		expect(codex.resources.primaryDocumentation[0].url).toMatch(/^https:/);
	});

	it('gives every node the credential types that the package brings', () => {
		const types = loaded
			.filter(({ file }) => file.endsWith('.credentials.js'))
			.map(({ description }) => description.name);
		const used = loaded.flatMap(({ description }) => description.credentials ?? []);
		expect(types.sort()).toEqual(['brazeApi', 'komoWebhookApi']);
		expect(used.map(({ name }: { name: string }) => name).sort()).toEqual(types);
	});
});
