import fs from 'node:fs';
import path from 'node:path';

import { runCommand } from '../../../packages/n8n-lab/src/system/command.js';

/** A self-signed certificate for the loopback address. */
export interface Certificate {
	/** PEM. */
	key: string;
	/** PEM. */
	cert: string;
	/** The file that holds `cert`, for `NODE_EXTRA_CA_CERTS`. */
	file: string;
}

/**
 * Makes a certificate that is valid for a day. Needs `openssl`: Node makes keys, but no certificates.
 *
 * @param folder an existing one, which the caller removes
 */
export async function makeCertificate(folder: string): Promise<Certificate> {
	const keyFile = path.join(folder, 'key.pem');
	const file = path.join(folder, 'certificate.pem');
	const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
	args.push('-nodes', '-days', '1', '-subj', '/CN=127.0.0.1');
	args.push('-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', keyFile, '-out', file);
	await runCommand('openssl', args);
	const read = (name: string) => fs.readFileSync(name, 'utf8');
	return { key: read(keyFile), cert: read(file), file };
}
