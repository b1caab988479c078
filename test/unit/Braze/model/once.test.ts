import { once, onceEach } from '../../../../nodes/Braze/model/once';

it('what is made once is made when it is first needed, and never again', () => {
	let count = 0;
	const made = once(() => ({ number: ++count }));
	expect(count).toBe(0);
	expect(made()).toEqual({ number: 1 });
	expect(made()).toBe(made());
	expect(count).toBe(1);
});

it('what is made of each text is kept, but all is forgotten before there is too much', () => {
	const texts: string[] = [];
	const lengthOf = onceEach((text) => texts.push(text) && text.length, 2);
	expect(['a', 'bb', 'a', 'bb', 'a'].map(lengthOf)).toEqual([1, 2, 1, 2, 1]);
	expect(texts).toEqual(['a', 'bb']);
	expect(['ccc', 'ccc', 'a', 'ccc'].map(lengthOf)).toEqual([3, 3, 1, 3]);
	expect(texts).toEqual(['a', 'bb', 'ccc', 'a']);
});
