/** A value that Braze would not take; the message follows the field's name and says what to do. */
export class ValueProblem extends Error {}
