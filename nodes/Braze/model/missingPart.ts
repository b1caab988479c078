/**
 * What a composed identifier (`komo-{{ $json.ref }}`) is where a value that it inserts is not there:
 * nobody, or else all people without that value would become one.
 */
export class MissingPart {
	/**
	 * @param part the expression of the value, as the user wrote it
	 * @param is what it is instead, e.g. `empty`
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
