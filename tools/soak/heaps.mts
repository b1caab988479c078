/*
 * Reads how much memory of other processes is in use once their garbage is collected. A process of
 * its own, run by n8n's Node, which has web sockets.
 */

import { answerParent } from '../bench/child.mts';
import { connect } from '../bench/inspector.mts';

/** @returns bytes of heap and buffers, for the inspector at each address */
answerParent(async (urls): Promise<number[]> => {
	const bytes: number[] = [];
	for (const url of urls as string[]) {
		const session = await connect(url);
		await session('HeapProfiler.collectGarbage');
		const expression = '(({ heapUsed, external }) => heapUsed + external)(process.memoryUsage())';
		const { result } = (await session('Runtime.evaluate', { expression })) as {
			result: { value: number };
		};
		bytes.push(result.value);
	}
	return bytes;
});
