import axios from 'axios';

/** A figure of n8n's, with its labels. */
interface Sample {
	name: string;
	labels: Record<string, string>;
	value: number;
}

/** n8n's metrics for Prometheus. @param url of n8n */
export async function readMetrics(url: string): Promise<Sample[]> {
	const { data } = await axios.get<string>(`${url}/metrics`);
	return data
		.split('\n')
		.map((line) => /^(\w+)(?:\{(.*)\})? (\S+)/.exec(line))
		.filter((match) => match !== null)
		.map(([, name, labels = '', value]) => ({
			name,
			labels: Object.fromEntries(
				[...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label, text]) => [label, text]),
			),
			value: Number(value),
		}));
}

/** Like PromQL's `sum(name{labels})`; 0 without figures. */
export const sumOf = (samples: Sample[], name: string, labels: Record<string, string> = {}) =>
	samples
		.filter((sample) => sample.name === name)
		.filter((sample) => Object.entries(labels).every(([key, text]) => sample.labels[key] === text))
		.reduce((sum, { value }) => sum + value, 0);
