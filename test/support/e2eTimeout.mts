// A browser and n8n on a machine that has other things to do.
jest.setTimeout(180_000);
