import type { IDataObject, IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import { dashboardOf } from '../../../../nodes/Braze/api/instances';
import { hintAtProfiles } from '../../../../nodes/Braze/runtime/profileHint';

/** What is said of a run whose items had these outcomes. */
function said(outcomes: IDataObject[], restEndpoint: string, mode = 'manual'): string[] {
	const hints: NodeExecutionHint[] = [];
	const context = {
		getMode: () => mode,
		addExecutionHints: (...some: NodeExecutionHint[]) => void hints.push(...some),
	} as unknown as IExecuteFunctions;
	const results = outcomes.map((json) => ({ json, errors: [] }));
	hintAtProfiles(context, results, dashboardOf(restEndpoint));
	return hints.map(({ message }) => message);
}

const PIA = { user_alias: { alias_label: 'email', alias_name: 'pia@example.com' } };
const US_03 = 'https://rest.iad-03.braze.com';

describe('after a run in the editor, a hint', () => {
	it('says where the profile is, without naming anyone', () => {
		const hints = said([{ status: 'accepted', user: PIA }], US_03);
		expect(hints).toEqual([
			'To see the profile, go to Audience &gt; Search Users in <a href="https://dashboard-03.braze.com" target="_blank">your Braze dashboard</a> and search for the alias name.',
		]);
	});

	it.each([
		['external_id', 'the external ID'],
		['email', 'the email'],
		['phone', 'the phone number'],
		['braze_id', 'the Braze ID'],
	])('says what to search for: %s', (identifier, searched) => {
		const user = { [identifier]: 'x' };
		const rejected = { status: 'rejected', user: PIA };
		const some = [rejected, { status: 'partial', user }, { status: 'applied', user }];
		const [hint] = said(some, US_03);
		expect(hint).toContain('To see the profiles,');
		expect(hint).toContain(`search for ${searched}.`);
	});

	it('leads to the page of a local Braze, and nowhere from an unknown address', () => {
		const taken = [{ status: 'accepted', user: PIA }];
		expect(said(taken, 'http://127.0.0.1:4010')).toEqual([
			'To see the profile, open <a href="http://127.0.0.1:4010" target="_blank">the local Braze</a>.',
		]);
		expect(said(taken, 'https://relay.example.com')[0]).not.toContain('<a');
	});

	it('is not there if nothing was written, or nobody looks', () => {
		expect(said([{ status: 'rejected', user: PIA }, { status: 'skipped' }], US_03)).toEqual([]);
		expect(said([{ status: 'accepted', user: PIA }], US_03, 'webhook')).toEqual([]);
	});
});
