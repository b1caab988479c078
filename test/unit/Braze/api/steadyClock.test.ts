import { steadyClock } from '../../../../nodes/Braze/api/steadyClock';

it('a steady clock goes on from where it was when its clock is set back', () => {
	let time = 1000;
	const clock = steadyClock(() => time);
	const at = (now: number) => {
		time = now;
		return clock();
	};
	expect([1000, 1500, 900, 1000, 400_000, 1100, 1200].map(at)).toEqual([
		1000, 1500, 1500, 1600, 400_600, 400_600, 400_700,
	]);
});
