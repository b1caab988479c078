import axios from 'axios';

import { runCli } from '../support/sandboxCli';

describe('the command line', () => {
	it.each(['SIGINT', 'SIGTERM'] as const)(
		'--json prints one line when ready; %s stops it cleanly',
		async (signal) => {
			const args = ['--port', '0', '--api-key', 'k', '--json'];
			const { code, stdout, stderr } = await runCli(args, async (line) => {
				const { url, apiKey } = JSON.parse(line);
				const headers = { authorization: `Bearer ${apiKey}` };
				const { data } = await axios.get(`${url}/events/list`, { headers });
				expect(data.events).toEqual([]);
				return signal;
			});
			expect(JSON.parse(stdout)).toEqual({ url: expect.any(String), apiKey: 'k' });
			expect(stdout.trim().split('\n')).toHaveLength(1);
			expect([code, stderr]).toEqual([0, '']);
		},
	);

	it('--demo starts with something to pick from, and speaks to people', async () => {
		const { stdout } = await runCli(['--demo', '--api-key', 'k'], async (line) => {
			const url = /http:\S+/.exec(line)?.[0];
			const headers = { authorization: 'Bearer k' };
			const { data } = await axios.get(`${url}/campaigns/list`, { headers });
			expect(data.campaigns.length).toBeGreaterThan(1);
			return 'SIGTERM';
		});
		expect(stdout).toContain('REST API key: k');
	});

	it.each([
		[['--prot', '1'], '--prot'],
		[['extra'], 'extra'],
		[['--port', '99999'], '--port must be a number'],
	])('%j is an error that says so', async (args, text) => {
		const { code, stdout, stderr } = await runCli(args);
		expect([code, stdout]).toEqual([1, '']);
		expect(stderr).toContain(text);
		expect(stderr).toContain('Usage: npm run sandbox');
	});
});
