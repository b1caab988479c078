/** Waits until everything is done that waits only for promises. */
export const idle = () => new Promise<void>((resolve) => setImmediate(resolve));
