import { useWorkbench } from './support/workbench';

const bench = useWorkbench();
beforeEach(async () => {
	await bench.braze('/_sandbox/workspace', {
		invalidPhones: [
			{ phone: '+61400000001', invalid_detected_at: '2026-03-01T10:00:00Z' },
			{
				phone: '+61400000002',
				invalid_detected_at: '2026-03-02T10:00:00Z',
				reason: 'deactivated',
			},
		],
	});
});

const phones = (output: object[]) => output.map((one) => (one as { phone: string }).phone);

describe('invalid numbers', () => {
	const period = { startDate: '2026-01-01' };

	it('are those of a period, newest first, and for a reason', async () => {
		const output = await bench.run('sms.getManyInvalidNumbers', period);
		expect(output).toEqual([
			{
				phone: '+61400000002',
				invalid_detected_at: '2026-03-02T10:00:00.000Z',
				reason: 'deactivated',
			},
			expect.objectContaining({ phone: '+61400000001', reason: 'provider_error' }),
		]);
		const options = { reason: 'provider_error' };
		const failed = await bench.run('sms.getManyInvalidNumbers', { ...period, options });
		expect(phones(failed)).toEqual(['+61400000001']);
		const until = { ...period, endDate: '2026-03-02' };
		expect(phones(await bench.run('sms.getManyInvalidNumbers', until))).toEqual(['+61400000001']);
	});

	it('are looked for by the number of each item', async () => {
		const parameters = {
			find: 'number',
			phone: '={{ $json.phone }}',
			options: { defaultCountry: 'AU' },
		};
		const items = [{ phone: '0400 000 002' }, { phone: '+61400000009' }, { phone: 'mobile' }];
		expect(await bench.run('sms.getManyInvalidNumbers', parameters, items)).toMatchObject([
			{ phone: '+61400000002' },
			{ status: 'rejected', errors: [expect.stringContaining('Phone is not a phone number')] },
		]);
		const [{ path }] = await bench.requests();
		expect(new URL(path, 'http://x').searchParams.get('phone_numbers[]')).toBe('+61400000002');
	});

	it('are valid again once removed', async () => {
		const parameters = { phone: '={{ $json.phone }}' };
		const items = [{ phone: '+61400000001' }, { phone: '' }];
		expect(await bench.run('sms.removeInvalidNumber', parameters, items)).toEqual([
			{ status: 'accepted', phone: '+61400000001' },
			{ status: 'rejected', errors: [expect.stringContaining('Phone is empty')] },
		]);
		expect(phones(await bench.run('sms.getManyInvalidNumbers', period))).toEqual(['+61400000002']);
		expect((await bench.requests())[0].body).toEqual({ phone_numbers: ['+61400000001'] });
	});

	it.each([
		['getManyInvalidNumbers', 'sms.invalid_phone_numbers'],
		['removeInvalidNumber', 'sms.invalid_phone_numbers.remove'],
	])('%s: says which permission is missing', async (operation, permission) => {
		await bench.braze('/_sandbox/faults', { rules: [{ status: 403 }] });
		const parameters = { ...period, phone: '+61400000001' };
		expect((await bench.fail(`sms.${operation}`, parameters)).message).toContain(permission);
	});
});
