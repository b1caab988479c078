import { once } from '../../../../nodes/Braze/model/once';

it('what is made once is made when it is first needed, and never again', () => {
	let count = 0;
	const made = once(() => ({ number: ++count }));
	expect(count).toBe(0);
	expect(made()).toEqual({ number: 1 });
	expect(made()).toBe(made());
	expect(count).toBe(1);
});
