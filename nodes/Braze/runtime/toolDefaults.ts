import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

type Default = INodeProperties['default'];

/** What dragging a field from the input panel inserts. */
const FROM_INPUT = /^=\{\{ \$json/;

/**
 * Doubles fields whose default reads the input: as a tool of an AI agent, the node shows a copy with an
 * empty default instead. A chat has no such input, and a field that was not filled in must not look
 * as if it was.
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
