/** The parts of an object of Track User's that matter here. */
interface TrackObject {
	email?: string;
	user_alias?: { alias_name: string };
}

interface Attributes extends TrackObject {
	/** The number of a user's entry, from the tests' own workflow; `first_name` has it from the templates. */
	last_entry?: number | string;
	first_name?: string;
}

interface Event extends TrackObject {
	/** The submission's ID: `submission_id` from the tests' own workflow, `card_name` from the templates. */
	properties: { submission_id?: string; card_name?: string };
}

/** The body of a call of /users/track. */
export interface TrackBody {
	attributes?: Attributes[];
	events?: Event[];
}

export interface TrackResponse {
	errors?: Array<{ input_array: string; index: number }>;
}

/** @returns the number of the entry that is written to a profile */
export const entryOf = ({ last_entry: entry, first_name: name }: Attributes): number =>
	Number(entry ?? name);

/** @returns the ID of the submission that an event comes from */
export const submissionOf = ({ properties }: Event): string =>
	properties.submission_id ?? properties.card_name ?? '';

const EVERY = 10;

/**
 * Has Braze refuse objects: they arrive there empty, so that Braze responds with an error that names them,
 * and takes the others.
 */
export function startRefusals() {
	/** Whose objects are never taken. */
	const users = new Set<string>();
	/** What was refused once is not refused again. */
	const refused = new Set<string>();
	let objects = 0;

	const isRefused = (object: TrackObject, name: string, isEveryTenth: boolean): boolean => {
		if (users.has(object.user_alias?.alias_name ?? '')) return true;
		if (!isEveryTenth || ++objects % EVERY !== 0 || refused.has(name)) return false;
		refused.add(name);
		return true;
	};

	return {
		always: (alias: string) => {
			users.add(alias);
		},
		/**
		 * @param isEveryTenth whether every tenth object is refused, unless it was refused before
		 * @returns the body as Braze gets it
		 */
		spoil: (sent: Buffer, isEveryTenth: boolean): Buffer => {
			if (!isEveryTenth && users.size === 0) return sent;
			const body = JSON.parse(sent.toString()) as TrackBody;
			const spoiled = <T extends TrackObject>(
				list: T[] | undefined,
				nameOf: (object: T) => string,
			) => list?.map((object) => (isRefused(object, nameOf(object), isEveryTenth) ? {} : object));
			const attributes = spoiled(
				body.attributes,
				(object) => `attributes ${object.email} ${entryOf(object)}`,
			);
			const events = spoiled(body.events, (event) => `event ${submissionOf(event)}`);
			return Buffer.from(JSON.stringify({ ...body, attributes, events }));
		},
	};
}
