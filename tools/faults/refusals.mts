/** Of an object that Track User sends, what these tests look at. */
interface TrackObject {
	email?: string;
	user_alias?: { alias_name: string };
}

interface Attributes extends TrackObject {
	/** The number of a user's entry: of the tests' own workflow, and of the templates. */
	last_entry?: number | string;
	first_name?: string;
}

interface Event extends TrackObject {
	/** The submission's ID: of the tests' own workflow, and of the templates. */
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

/** @returns the number of the entry that a profile is given */
export const entryOf = ({ last_entry: entry, first_name: name }: Attributes): number =>
	Number(entry ?? name);

/** @returns the ID of the submission that an event comes from */
export const submissionOf = ({ properties }: Event): string =>
	properties.submission_id ?? properties.card_name ?? '';

const EVERY = 10;

/**
 * Has Braze refuse objects: they arrive there without a user, to which Braze responds with an error that
 * names them, while it takes the others.
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
		 * @param isEveryTenth whether every tenth object that comes along is refused, if it was not before
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
