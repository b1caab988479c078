import { coordinatesOf } from '../../../../nodes/Braze/model/coordinates';
import { ItemError } from '../../../../nodes/Braze/model/itemError';

/** A JSON text of so many characters. */
const json = (length: number) => JSON.stringify({ lat: 52.5, lng: 13.4 }).padEnd(length);

describe('coordinates', () => {
	it.each([
		...[
			'-33.86, 151.2',
			'-33.86;151.2',
			'-33.86 151.2',
			' ( -33.86 , 151.2 ) ',
			'(-33.86,151.2)\n',
		],
	])('are latitude and longitude in the text %j', (text) => {
		expect(coordinatesOf(text)).toEqual({ latitude: '-33.86', longitude: '151.2' });
	});

	it.each([
		[[52.5, 13.4], 52.5, 13.4],
		['[52.5, 13.4]', 52.5, 13.4],
		[{ latitude: 52.5, longitude: 13.4 }, 52.5, 13.4],
		[{ lat: 52.5, long: 13.4 }, 52.5, 13.4],
		[{ latitude: null, lat: 52.5, longitude: undefined, lng: 0, lon: 1 }, 52.5, 0],
		[json(500), 52.5, 13.4],
		// GeoJSON.
		[{ type: 'Point', coordinates: [13.4, 52.5] }, 52.5, 13.4],
		['{"type":"Point","coordinates":[13.4,52.5,34]}', 52.5, 13.4],
		[{ type: 'Point', lat: 52.5, lon: 13.4 }, 52.5, 13.4],
		// (Whose order is not known.)
		[{ coordinates: [13.4, 52.5] }, undefined, undefined],
		[{}, undefined, undefined],
	])('are found in %j', (given, latitude, longitude) => {
		expect(coordinatesOf(given)).toEqual({ latitude, longitude });
	});

	it.each([
		...['', 'x', 'xy', '5', '-33,86', '-33.86, 151.2, 5', '-33.86 (151.2', '-33.86) 151.2'],
		...['x-33.86, 151.2', '-33.86, 151.2x', '-133.86, 15.2', json(501)],
		...[[1.5], [1.5, 2.5, 3.5], 5, true, null, new Date(0)],
	])('are not in %j', (given) => {
		expect(() => coordinatesOf(given)).toThrow(new ItemError('must be an object.'));
	});
});
