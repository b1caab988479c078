import fs from 'node:fs';
import path from 'node:path';

import {
	isListening,
	makeServiceFolder,
	spawnService,
	startService,
	type Service,
} from './service.mts';

interface Ports {
	/** Of nginx. */
	port: number;
	/** Of n8n's main process. */
	main: number;
	/** Of its webhook processes. */
	webhooks: number[];
}

/**
 * Production calls go to the webhook processes in turn, everything else to main. A call is passed on
 * to the next process only if the first one cannot be reached: what may have been taken is not sent
 * twice.
 */
const configuration = ({ port, main, webhooks }: Ports) => `
daemon off;
worker_processes 1;
pid nginx.pid;
error_log stderr warn;
events { worker_connections 4096; }
http {
	access_log off;
	client_body_temp_path body;
	proxy_temp_path proxy;
	fastcgi_temp_path fastcgi;
	uwsgi_temp_path uwsgi;
	scgi_temp_path scgi;
	client_max_body_size 16m;
	upstream webhooks {
${webhooks.map((webhook) => `\t\tserver 127.0.0.1:${webhook} max_fails=1 fail_timeout=2s;`).join('\n')}
		keepalive 64;
	}
	server {
		listen 127.0.0.1:${port} backlog=4096;
		proxy_http_version 1.1;
		proxy_set_header Host $host;
		proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
		location /webhook/ {
			proxy_set_header Connection "";
			# Longer than the callers of a group wait, see docs/komo-trigger.md.
			proxy_read_timeout 90s;
			proxy_next_upstream error;
			proxy_pass http://webhooks;
		}
		location / {
			proxy_set_header Upgrade $http_upgrade;
			proxy_set_header Connection "upgrade";
			proxy_pass http://127.0.0.1:${main};
		}
	}
}
`;

export async function startNginx(program: string, parent: string, ports: Ports): Promise<Service> {
	const folder = makeServiceFolder(path.join(parent, 'nginx'));
	const file = path.join(folder, 'nginx.conf');
	fs.writeFileSync(file, configuration(ports));
	const args = ['-p', folder, '-e', 'stderr', '-c', file];
	return await startService(
		'nginx',
		() => spawnService(program, args, folder),
		() => isListening(ports.port),
	);
}
