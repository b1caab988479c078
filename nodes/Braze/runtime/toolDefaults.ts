import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

type Default = INodeProperties['default'];

/** What dragging a field from the input panel writes. */
const FROM_INPUT = /^=\{\{ \$json/;

/**
 * The fields, of which those whose default reads the input stand twice: as they are, and with an empty
 * default for the node as a tool of an AI agent. A chat gives no such input, and what a model or a person
 * has not filled in must not look as if it were.
 */
export function withToolDefaults(fields: readonly INodeProperties[]): INodeProperties[] {
	return fields.flatMap((field) => {
		const emptied = withoutInput(field.default);
		if (JSON.stringify(emptied) === JSON.stringify(field.default)) return [field];
		return [
			...updateDisplayOptions({ show: { '@tool': [false] } }, [field]),
			...updateDisplayOptions({ show: { '@tool': [true] } }, [{ ...field, default: emptied }]),
		];
	});
}

function withoutInput<Value extends Default>(value: Value): Value {
	return JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
		typeof inner === 'string' && FROM_INPUT.test(inner) ? '' : inner,
	) as Value;
}
