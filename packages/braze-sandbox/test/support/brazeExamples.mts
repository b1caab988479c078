import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Braze's public endpoint collection; it is not part of this repository. */
const FILE = path.join(import.meta.dirname, '../../../../../shared/data/braze-openapi.json');

export interface Example {
	/** In capitals. */
	method: string;
	/** With `{parameters}`. */
	path: string;
	body: unknown;
}

interface Content {
	example?: unknown;
	schema?: { example?: unknown };
}

interface Operation {
	requestBody?: { content?: Record<string, Content> };
}

/** The example of an operation's JSON body. */
function bodyOf(operation: Operation): unknown {
	const content = Object.values(operation.requestBody?.content ?? {}).at(0);
	return content?.schema?.example ?? content?.example;
}

/**
 * The example bodies of Braze's endpoint collection.
 *
 * @returns `missing` says why there are none
 */
export function readExamples(): { examples: Example[]; missing: string | null } {
	if (!existsSync(FILE)) {
		return { examples: [], missing: 'braze-openapi.json is not beside the repository' };
	}
	const { paths } = JSON.parse(readFileSync(FILE, 'utf8')) as {
		paths: Record<string, Record<string, Operation>>;
	};
	const examples = Object.entries(paths).flatMap(([url, methods]) =>
		Object.entries(methods).map(([method, operation]) => ({
			method: method.toUpperCase(),
			path: url,
			body: bodyOf(operation),
		})),
	);
	return { examples, missing: null };
}
