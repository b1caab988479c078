/** Until everything is done that waits for nothing but promises. */
export const idle = () => new Promise<void>((resolve) => setImmediate(resolve));
