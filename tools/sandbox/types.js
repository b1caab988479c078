'use strict';

/**
 * The shapes that the sandbox's rooms share. Types only: nothing here runs.
 *
 * @typedef {Record<string, unknown>} Json
 * @typedef {{ alias_name: string, alias_label: string }} Alias
 * @typedef {{ first: Date, last: Date, count: number }} Tally
 *
 * @typedef {object} Profile
 * @property {string} brazeId
 * @property {string | null} externalId the primary external id
 * @property {string[]} deprecatedIds former external ids that still resolve
 * @property {Alias[]} aliases
 * @property {Date} createdAt
 * @property {number} updated position in the order of updates; greater is more recent
 * @property {Map<string, unknown>} standard Braze's own attributes, by name
 * @property {Map<string, unknown>} custom custom attributes; dates are Date objects
 * @property {Map<string, Tally>} events
 * @property {Map<string, Tally>} purchases
 * @property {number} revenue in US dollars
 * @property {Map<string, string>} groups subscription group id to state
 *
 * @typedef {object} Campaign a campaign or a Canvas
 * @property {string} id
 * @property {string} name
 * @property {string} last_edited
 * @property {boolean} is_api_campaign
 * @property {boolean} transactional
 * @property {boolean} archived
 * @property {boolean} paused
 * @property {string[]} tags
 *
 * @typedef {object} Message
 * @property {string} dispatch_id
 * @property {'campaign' | 'canvas' | 'transactional'} kind
 * @property {string} id campaign or Canvas
 * @property {string} name
 * @property {string} time
 * @property {Json | null} recipient null for a broadcast
 * @property {string | null} braze_id the profile it went to
 * @property {Json} properties
 *
 * @typedef {{ name: string, type: string }} CatalogField
 * @typedef {object} Catalog
 * @property {string} name
 * @property {string} description
 * @property {CatalogField[]} fields
 * @property {Map<string, Json>} items
 * @property {Date} updatedAt
 *
 * @typedef {object} CustomAttribute
 * @property {string} name
 * @property {string} data_type
 * @property {string} description
 * @property {string} status
 * @property {string[]} tag_names
 * @property {number | null} array_length
 * @property {boolean} declared set by the workspace rather than seen in data
 *
 * @typedef {object} Settings
 * @property {'total' | 'perArray'} objectLimit 75 objects in all, or 75 for each array
 * @property {'codes' | 'sentences'} errorStyle what `errors[].type` holds
 * @property {'epoch' | 'seconds' | 'mau'} rateLimitStyle
 * @property {{ limit: number, windowSeconds: number, enforce: boolean }} rateLimit
 * @property {401 | 403} missingPermission status for a key without the permission
 * @property {boolean} oneDeleteList refuse `/users/delete` with more than one list
 * @property {string[]} blockedExternalIds
 *
 * @typedef {{ input_array: string, index: number, type: string }} TrackError
 * @typedef {{ status: number, body: Json, headers?: Record<string, string> }} Answer
 */

module.exports = {};
