import { dockerArguments, n8nImage } from '../src/docker.mts';

const IMAGE = 'docker.n8n.io/n8nio/n8n:3.0.0';

describe('An n8n from a Docker image', () => {
	it('runs with the network and user folder of this machine', () => {
		const env = { PATH: '/bin', N8N_PORT: '5678', N8N_ENCRYPTION_KEY: 'secret' };
		const args = dockerArguments(IMAGE, ['worker', '--concurrency=10'], env, '/tmp/user');
		expect(args.slice(0, 5)).toEqual(['run', '--rm', '--init', '--network', 'host']);
		expect(args).toContain('/tmp/user:/tmp/user');
		expect(args.slice(-3)).toEqual([IMAGE, 'worker', '--concurrency=10']);
	});

	it("gets n8n's settings, but none of this machine's, and has no secret in its command", () => {
		const env = { PATH: '/bin', N8N_PORT: '5678', N8N_ENCRYPTION_KEY: 'secret' };
		const args = dockerArguments(IMAGE, ['start'], env, '/tmp/user');
		const names = args.filter((_, position) => args[position - 1] === '--env');
		expect(names).toEqual(['N8N_PORT', 'N8N_ENCRYPTION_KEY']);
		expect(args.join(' ')).not.toContain('secret');
	});

	it('stands for an installation', () => {
		expect(n8nImage(IMAGE)).toEqual({ image: IMAGE, node: process.execPath, n8n: '' });
	});
});
