'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');

const HEARTBEAT_MS = 5_000;
/** A holder that has not touched its lock for this long is gone (it may have run elsewhere). */
const STALE_MS = 60_000;
const POLL_MS = 500;

/**
 * Runs `work` while holding a lock file, so that two processes do not do the same work at once.
 * A lock left behind by a process that died is taken over.
 *
 * @template T
 * @param {string} file the lock file
 * @param {() => Promise<T>} work
 * @param {(holder: string) => void} [onWait] called once if another process holds the lock
 * @returns {Promise<T>}
 */
async function withLock(file, work, onWait) {
	fs.mkdirSync(path.dirname(file), { recursive: true });
	let told = false;
	while (!take(file)) {
		if (!told) onWait?.(`process ${holderOf(file)?.pid ?? 'unknown'}`);
		told = true;
		await sleep(POLL_MS);
	}
	const heartbeat = setInterval(() => touch(file), HEARTBEAT_MS);
	heartbeat.unref();
	const release = () => {
		if (isOurs(holderOf(file))) fs.rmSync(file, { force: true });
	};
	process.once('exit', release);
	try {
		return await work();
	} finally {
		clearInterval(heartbeat);
		process.off('exit', release);
		release();
	}
}

/** @typedef {{ pid: number, host: string }} Holder */

/** @param {Holder | undefined} holder */
const isOurs = (holder) => holder?.pid === process.pid && holder.host === os.hostname();

/**
 * @param {string} file
 * @returns {boolean} whether the lock is ours now
 */
function take(file) {
	removeIfStale(file);
	try {
		const holder = { pid: process.pid, host: os.hostname() };
		fs.writeFileSync(file, JSON.stringify(holder), { flag: 'wx' });
		return true;
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
		throw error;
	}
}

/** @param {string} file */
function removeIfStale(file) {
	const age = ageOf(file);
	if (age === undefined) return;
	const holder = holderOf(file);
	const gone = holder?.host === os.hostname() && !isOurs(holder) && !isAlive(holder.pid);
	if (!gone && age < STALE_MS) return;
	// Renamed first: of two processes that rename the same stale lock, only one succeeds.
	const aside = `${file}.stale-${process.pid}`;
	try {
		fs.renameSync(file, aside);
	} catch {
		return;
	}
	fs.rmSync(aside, { force: true });
}

/**
 * @param {string} file
 * @returns {Holder | undefined}
 */
function holderOf(file) {
	try {
		return JSON.parse(fs.readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
}

/** @param {string} file */
function ageOf(file) {
	const stat = fs.statSync(file, { throwIfNoEntry: false });
	return stat && Date.now() - stat.mtimeMs;
}

/** @param {string} file */
function touch(file) {
	const now = new Date();
	try {
		fs.utimesSync(file, now, now);
	} catch {
		// The cache folder was removed meanwhile: the work itself will say so.
	}
}

/** @param {number} pid */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
	}
}

module.exports = { withLock };
