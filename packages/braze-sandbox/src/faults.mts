import { randomFrom } from './random.mts';
import { actionOf, checkRule, type Rule } from './rule.mts';
import { isObject } from './state/values.mts';

function concerns({ path = '*' }: Rule, requested: string) {
	return path.endsWith('*') ? requested.startsWith(path.slice(0, -1)) : path === requested;
}

/** Decides for each request what goes wrong, the same way for the same seed and order. */
export class Faults {
	private rules: Array<{ rule: Rule; seen: number; happened: number }> = [];
	private random = randomFrom(1);

	/**
	 * Replaces all rules.
	 *
	 * @param config `{rules: Rule[], seed?: number}`; no rules, no faults
	 * @throws {TypeError} saying which rule is wrong
	 */
	set(config: unknown) {
		if (!isObject(config) || !Array.isArray(config.rules)) {
			throw new TypeError("faults must be an object with a list 'rules'");
		}
		const rules = config.rules.map(checkRule);
		this.rules = rules.map((rule) => ({ rule, seen: 0, happened: 0 }));
		this.random = randomFrom(Number(config.seed ?? 1));
	}

	/** @returns the first rule that does more than delay, with the delays up to it, or those alone; else null */
	decide(path: string): Rule | null {
		let delayMs = 0;
		let struck: Rule | null = null;
		for (const state of this.rules) {
			const { rule } = state;
			if (struck || !concerns(rule, path)) continue;
			state.seen += 1;
			if (state.seen <= (rule.skip ?? 0)) continue;
			if (state.happened >= (rule.times ?? Infinity)) continue;
			if (rule.rate !== undefined && this.random() >= rule.rate) continue;
			state.happened += 1;
			delayMs += rule.delayMs ?? 0;
			if (actionOf(rule) !== null) struck = rule;
		}
		if (!struck) return delayMs > 0 ? { delayMs } : null;
		return { ...struck, delayMs };
	}

	/** @returns the rules as they were set */
	plain(): Rule[] {
		return this.rules.map(({ rule }) => rule);
	}

	/** @returns the rules with how often each has happened */
	list(): object[] {
		return this.rules.map(({ rule, seen, happened }) => ({ ...rule, seen, happened }));
	}
}
