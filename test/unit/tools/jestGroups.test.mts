import fs from 'node:fs';
import path from 'node:path';

import { makeTemporaryFolder } from '../../../packages/n8n-lab/src/system/temporaryFolder.mts';
import { groupTests } from '../../../tools/setup/jestGroups.mts';

const { folder, remove } = makeTemporaryFolder('groups-');
afterAll(remove);

const file = (name: string, source: string) => {
	const whole = path.join(folder, name);
	fs.writeFileSync(whole, source);
	return whole;
};

describe('groups of test files', () => {
	const plain = Array.from({ length: 40 }, (_, n) =>
		file(`plain${n}.test.ts`, "it('is', () => {});"),
	);
	const alone = [
		file('replaces.test.ts', "jest.doMock('n8n-workflow', () => ({}));"),
		file('counts.test.ts', "import { compareSteps } from '../support/steps.mts';"),
	];
	const written = path.join(folder, 'written');
	fs.mkdirSync(written);
	const configuration = groupTests('unit', [...plain, ...alone], written);
	const groups = fs
		.readdirSync(written)
		.sort()
		.map((name) => {
			const source = fs.readFileSync(path.join(written, name), 'utf8');
			return [...source.matchAll(/require\((.*?)\)/g)].map(
				([, target]) => JSON.parse(target) as string,
			);
		});

	it('hold every file once', () => {
		expect(groups.flat().sort()).toEqual([...plain, ...alone].sort());
		expect(groups.length).toBeLessThan(10);
	});

	it('leave those alone that replace modules, or count what the code does', () => {
		const lonely = groups.filter(({ length }) => length === 1).flat();
		expect(lonely).toEqual(expect.arrayContaining(alone));
	});

	it('are run as their project is', () => {
		expect(configuration).toMatchObject({ displayName: 'unit', roots: [written] });
		expect(configuration).toHaveProperty('transform');
	});
});
