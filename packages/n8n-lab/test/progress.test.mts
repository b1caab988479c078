import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { startProgress } from '../src/progress.mts';
import { unpackedPackages } from '../src/unpacked.mts';

describe('the progress of an installation', () => {
	afterEach(() => {
		jest.useRealTimers();
	});

	it('names each step, how long it has taken, and how far it has come', () => {
		jest.useFakeTimers();
		const lines: string[] = [];
		const progress = startProgress((line) => lines.push(line));
		progress.step('packages', () => '1 of 2');
		jest.advanceTimersByTime(25_000);
		progress.step('the driver');
		jest.advanceTimersByTime(15_000);
		progress.stop();
		expect(lines).toEqual([
			'  packages',
			'  packages: 10 s, 1 of 2',
			'  packages: 20 s, 1 of 2',
			'  the driver',
			'  the driver: 5 s',
			'  the driver: 15 s',
			'  ended after 40 s',
		]);
		jest.advanceTimersByTime(60_000);
		expect(lines).toHaveLength(7);
	});
});

describe('the packages that npm has unpacked', () => {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'unpacked-'));
	afterAll(() => {
		fs.rmSync(folder, { recursive: true, force: true });
	});

	it('are counted, without those for other platforms', () => {
		const packages = {
			'': {},
			'node_modules/one': {},
			'node_modules/two': {},
			'node_modules/two/node_modules/three': { os: [process.platform] },
			'node_modules/elsewhere': { os: [`!${process.platform}`] },
			'node_modules/other': { cpu: ['pdp11'] },
		};
		fs.writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify({ packages }));
		const howFar = unpackedPackages(folder);
		expect(howFar()).toBe('looking up 3 packages');
		for (const name of ['two', 'elsewhere']) {
			fs.mkdirSync(path.join(folder, 'node_modules', name), { recursive: true });
			fs.writeFileSync(path.join(folder, 'node_modules', name, 'package.json'), '{}');
		}
		expect(howFar()).toBe('1 of 3 packages');
	});
});
