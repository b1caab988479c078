/**
 * The header of Currents' token (`Bearer …`), unless the credential names another.
 * Source: https://www.braze.com/docs/user_guide/data/distribution/braze_currents/setting_up_currents/custom_http_connector
 */
export const DEFAULT_HEADER = 'Authorization';
