import fs from 'node:fs';

export const readJson = (file: string): unknown => JSON.parse(fs.readFileSync(file, 'utf8'));

export const writeJson = (file: string, value: unknown) => {
	fs.writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
};
