'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const { ensureN8n, packPackage, startN8n } = require('../../n8n');
const { runChild } = require('../child');
const { checkArrived } = require('../objects');
const { summarise } = require('../statistics');
const { startTarget } = require('../target');
const { timeInN8n } = require('./inN8n');
const { EDIT_FIELDS, HTTP_REQUEST, TRACK_USER } = require('./workflows');
const { afterItems, coreNodes, trackUser } = require('./workflows');

/** Of a run that gets the code compiled before the one that is measured. */
const WARM_UP_ITEMS = 1_000;

/**
 * @typedef {import('../statistics').Sample} Sample
 * @typedef {Awaited<ReturnType<typeof startTarget>>} Target
 *
 * @typedef {object} Plan
 * @property {number} items of the comparison
 * @property {number} coreItems fewer, for what is slow
 * @property {number[]} sizes to see whether cost grows with the number of items
 * @property {number} runs of each measurement
 * @property {number} warmUps before them
 *
 * @typedef {object} Timing
 * @property {number} items
 * @property {Sample} milliseconds
 *
 * @typedef {object} Growth
 * @property {number} items
 * @property {number} itemBytes their JSON
 * @property {Sample} milliseconds
 * @property {Sample} resident bytes added to the process at the highest moment
 * @property {Sample} heap bytes added to the heap at the highest moment
 *
 * @typedef {object} TrackFigures
 * @property {Timing} trackUser (a)
 * @property {number} requests of one run of it
 * @property {Timing} editFields (b), its first part
 * @property {Timing} httpRequest (b), its second part
 * @property {Timing} library (c)
 * @property {Timing} floor (d)
 * @property {Growth[]} growth (e)
 */

/**
 * Measures all ways of sending, in one run.
 *
 * @param {Plan} plan
 * @param {(line: string) => void} onProgress
 * @returns {Promise<TrackFigures>}
 */
async function measureTrack(plan, onProgress) {
	const { node } = await ensureN8n(onProgress);
	const target = await startTarget();
	try {
		const inN8n = await measureInN8n(plan, target, onProgress);
		onProgress(`braze-api, batched by hand: ${plan.items} items`);
		const library = await timeProgram('library', plan, target, node);
		onProgress(`Ready-made bodies: ${plan.items} items`);
		const floor = await timeProgram('floor', plan, target, node);
		const growth = [];
		for (const items of plan.sizes) {
			onProgress(`Time and memory in n8n-core: ${items} items`);
			growth.push(await measureGrowth(items, plan, target, node));
		}
		return { ...inN8n, library, floor, growth };
	} finally {
		await target.stop();
	}
}

/**
 * @param {Plan} plan
 * @param {Target} target
 * @param {(line: string) => void} onProgress
 */
async function measureInN8n({ items, coreItems, runs, warmUps }, target, onProgress) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
	onProgress('Starting n8n');
	const packageTarball = await packPackage(folder);
	const n8n = await startN8n({ packageTarball, onProgress });
	try {
		const credential = await n8n.api.addCredential('brazeApi', 'Braze', {
			instance: 'custom',
			restEndpoint: target.url,
			apiKey: 'benchmark',
		});
		const itemsUrl = (/** @type {number} */ count) => `${target.url}/items?count=${count}`;
		onProgress(`Track User in n8n: ${items} items`);
		const nodes = [trackUser(credential)];
		const ours = afterItems('Track User', 'track-user', itemsUrl(items), nodes);
		const measured = await timeInN8n(n8n, target, ours, { items, warmUps, runs });
		onProgress(`Edit Fields + HTTP Request in n8n: ${coreItems} items`);
		const coreUrl = itemsUrl(coreItems);
		const core = afterItems('Core nodes', 'core-nodes', coreUrl, coreNodes(target.url));
		const how = { items: coreItems, warmUps: 1, runs };
		const { nodes: times } = await timeInN8n(n8n, target, core, how);
		return {
			trackUser: { items, milliseconds: summarise(measured.nodes[TRACK_USER]) },
			requests: measured.report.requests / (warmUps + runs),
			editFields: { items: coreItems, milliseconds: summarise(times[EDIT_FIELDS]) },
			httpRequest: { items: coreItems, milliseconds: summarise(times[HTTP_REQUEST]) },
		};
	} finally {
		await n8n.stop();
		fs.rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * @param {'library' | 'floor'} name
 * @param {Plan} plan
 * @param {Target} target
 * @param {string} node
 * @returns {Promise<Timing>}
 */
async function timeProgram(name, { items, warmUps, runs }, target, node) {
	const input = { url: target.url, items, warmUps, runs };
	const times = await runChild(path.join(__dirname, `${name}.js`), { node, input });
	checkArrived(name, await target.report(), { items, runs: warmUps + runs });
	return { items, milliseconds: summarise(times) };
}

/**
 * Each run in a new process, so that none finds memory that another one left.
 *
 * @param {number} items
 * @param {Plan} plan
 * @param {Target} target
 * @param {string} node
 * @returns {Promise<Growth>}
 */
async function measureGrowth(items, { runs }, target, node) {
	const results = [];
	for (let run = 0; run < runs; run++) {
		const input = { url: target.url, items, warmUpItems: WARM_UP_ITEMS };
		const flags = ['--expose-gc'];
		results.push(await runChild(path.join(__dirname, 'context.js'), { node, flags, input }));
		await target.report();
	}
	return {
		items,
		itemBytes: results[0].itemBytes,
		milliseconds: summarise(results.map(({ milliseconds }) => milliseconds)),
		resident: summarise(results.map(({ added }) => added.resident)),
		heap: summarise(results.map(({ added }) => added.heap)),
	};
}

module.exports = { measureTrack };
