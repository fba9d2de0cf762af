/** What the description of a call says of one member, as far as a body can be made from it. */
type Schema = {
  $ref?: string
  type?: string | string[]
  example?: unknown
  default?: unknown
  enum?: unknown[]
  minimum?: number
  properties?: Record<string, Schema>
  additionalProperties?: Schema | false
  items?: Schema
  anyOf?: Schema[]
}

type Body = { content: { 'application/json': { schema: Schema } } }

export type Described = {
  paths: Record<string, Record<string, { requestBody?: Body }>>
  components: { schemas: Record<string, Schema> }
}

/** A call with a JSON body, with a body of all its members, made from the examples of its description. */
export type JsonRoute = { name: string; path: string; example: Record<string, unknown> }

/** Every call that takes JSON, as the product itself describes it: a new one is found here by itself. */
export function jsonRoutes({ paths, components }: Described): JsonRoute[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { requestBody }]) => {
      if (!requestBody) return []
      const example = exampleOf(requestBody.content['application/json'].schema, components.schemas)
      return { name: `${method.toUpperCase()} ${path}`, path, example: example as JsonRoute['example'] }
    }),
  )
}

function exampleOf(schema: Schema, known: Record<string, Schema>): unknown {
  const { $ref, properties, items, anyOf, additionalProperties } = schema
  if (schema.example !== undefined) return schema.example
  if ($ref) return exampleOf(known[$ref.split('/').at(-1) ?? ''] ?? {}, known)
  if (properties)
    return Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, exampleOf(one, known)]))
  if (additionalProperties) return { a: exampleOf(additionalProperties, known) }
  if (items) return [exampleOf(items, known)]
  if (anyOf?.[0]) return exampleOf(anyOf[0], known)
  return schema.enum?.[0] ?? schema.default ?? plainest[String([schema.type].flat()[0])]?.(schema)
}

const plainest: Record<string, (schema: Schema) => unknown> = {
  string: () => 'a',
  integer: ({ minimum }) => minimum ?? 1,
  number: ({ minimum }) => minimum ?? 1,
  boolean: () => true,
}
