/** The header in which Komo sends the shared secret, unless the credential names another one. */
export const DEFAULT_HEADER = 'X-Komo-Secret';
