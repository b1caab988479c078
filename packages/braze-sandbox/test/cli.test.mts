import { SandboxClient } from '../src/client.mts';
import { runCli } from './support/sandboxCli.mts';

describe('the command line', () => {
	it.each(['SIGINT', 'SIGTERM'] as const)(
		'--json prints one line when ready; %s stops it cleanly',
		async (signal) => {
			const args = ['--port', '0', '--api-key', 'k', '--json'];
			const { code, stdout, stderr } = await runCli(args, async (line) => {
				const { data } = await new SandboxClient(JSON.parse(line)).get('/events/list');
				expect(data).toMatchObject({ events: [] });
				return signal;
			});
			expect(JSON.parse(stdout)).toEqual({ url: expect.any(String), apiKey: 'k' });
			expect(stdout.trim().split('\n')).toHaveLength(1);
			expect([code, stderr]).toEqual([0, '']);
		},
	);

	it('--demo starts with something to pick from, and prints its key', async () => {
		const { stdout } = await runCli(['--demo', '--api-key', 'k'], async (line) => {
			const url = /http:\S+/.exec(line)?.[0] ?? '';
			const { data } = await new SandboxClient({ url, apiKey: 'k' }).get('/campaigns/list');
			expect((data as { campaigns: unknown[] }).campaigns.length).toBeGreaterThan(1);
			const client = new SandboxClient({ url, apiKey: 'k' });
			const [{ data: users }, { data: sent }] = [
				await client.get('/_sandbox/profiles'),
				await client.get('/_sandbox/messages'),
			];
			expect(users).toMatchObject({ total: 3 });
			expect((sent as { messages: unknown[] }).messages).toHaveLength(3);
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
		expect(stderr).toContain('Usage: braze-sandbox');
	});
});
