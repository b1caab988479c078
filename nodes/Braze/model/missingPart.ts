/**
 * Takes the place of a composed identifier (`komo-{{ $json.ref }}`) if an inserted value is missing. It identifies
 * nobody: otherwise, all people without that value would become one.
 */
export class MissingPart {
	/**
	 * @param part the expression of the value, as written by the user
	 * @param is what is wrong with it, e.g. `empty`
	 */
	constructor(
		private readonly part: string,
		private readonly is: string,
	) {}

	/** Why there is no identifier, as a sentence that begins with the field's name. */
	get problem(): string {
		return `is put together from several values, and ${this.part} is ${this.is}.`;
	}
}
