import { ItemError } from './itemError';
import { isPlainObject } from './objects';

/** Latitude before longitude, as on maps: `-33.86, 151.2`. Without decimal points, commas are ambiguous. */
const PLACE = /^(-?\d{1,2}\.\d+)(?:\s*[,;]\s*|\s+)(-?\d{1,3}\.\d+)$/;

/** The longest text that can be coordinates. */
const PLACE_LENGTH = 500;

/** How programs name coordinates. */
const LATITUDE = ['latitude', 'lat'];
const LONGITUDE = ['longitude', 'lng', 'lon', 'long'];

/** A place, as it was given. */
interface Coordinates {
	latitude: unknown;
	longitude: unknown;
}

/**
 * Reads coordinates in any form.
 *
 * @throws ItemError for anything else; the message follows the attribute's name
 */
export function coordinatesOf(given: unknown): Coordinates {
	const value = typeof given === 'string' && given.length <= PLACE_LENGTH ? parsed(given) : given;
	if (Array.isArray(value) && value.length === 2) {
		return { latitude: value[0], longitude: value[1] };
	}
	if (!isPlainObject(value)) throw new ItemError('must be an object.');
	// (GeoJSON has the longitude first. Source: https://www.rfc-editor.org/rfc/rfc7946#section-3.1.1)
	if (value.type === 'Point' && Array.isArray(value.coordinates)) {
		return { latitude: value.coordinates[1], longitude: value.coordinates[0] };
	}
	const first = (names: readonly string[]) => names.map((name) => value[name]).find(isGiven);
	return { latitude: first(LATITUDE), longitude: first(LONGITUDE) };
}

/** Parses a text with coordinates; returns the text itself if that fails. */
function parsed(text: string): unknown {
	const place = PLACE.exec(
		text
			.trim()
			.replace(/^\(|\)$/g, '')
			.trim(),
	);
	if (place !== null) return place.slice(1, 3);
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

function isGiven(value: unknown): boolean {
	return value !== undefined && value !== null;
}
