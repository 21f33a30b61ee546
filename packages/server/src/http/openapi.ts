/** The OpenAPI 3.1 document, written from the same table that the server binds. */
import { Problem, type Route, refusals, routes } from "@largesse/protocol";
import { z } from "zod";

type Schema = Record<string, unknown>;
export interface OpenApi {
  readonly openapi: "3.1.1";
  readonly [field: string]: unknown;
}

/** Statuses that any call can answer with, each with the refusals behind it. */
const STATUSES_OF_ALL = [400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503];
const VERSION = "0.1.0";

export function openApi(publicUrl: string): OpenApi {
  const components = new Components();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, route] of Object.entries(routes) as [string, Route][]) {
    const path = route.path.replace(/:([a-zA-Z]+)/g, "{$1}");
    const operation = operationOf(name, route, components);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation };
  }
  components.add(Problem, "output");
  return {
    openapi: "3.1.1",
    info: {
      title: "Largesse",
      version: VERSION,
      summary: "The economy of live streams: coins, gifts, diamonds, and books that balance.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      schemas: components.schemas,
      securitySchemes: { token: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
    },
  };
}

function operationOf(name: string, route: Route, components: Components): Schema {
  const parameters = [
    ...parametersOf(route.params, "path", components),
    ...parametersOf(route.query, "query", components),
    ...(route.keyed ? [keyParameter] : []),
  ];
  return {
    operationId: name,
    summary: route.says,
    tags: [route.who],
    security: route.who === "anyone" ? [{}, { token: [] }] : [{ token: [] }],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { "application/json": { schema: components.add(route.body, "input") } },
          },
        }),
    responses: responsesOf(route, components),
  };
}

const keyParameter = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  description: "Yours, unique to the intention: the same key gives the first answer again.",
  schema: { type: "string", minLength: 1, maxLength: 200, pattern: "^[\\x21-\\x7e]+$" },
};

function responsesOf(route: Route, components: Components): Schema {
  const success = {
    description: route.says,
    content: { "application/json": { schema: components.add(route.answer, "output") } },
  };
  const problem = {
    "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
  };
  const refused = STATUSES_OF_ALL.map((status) => [
    String(status),
    { description: codesOf(status), content: problem },
  ]);
  return { [String(route.status ?? 200)]: success, ...Object.fromEntries(refused) };
}

function codesOf(status: number): string {
  const rows = Object.entries(refusals).filter(([, row]) => row.status === status);
  return `Refused: ${rows.map(([code]) => code).join(", ")}.`;
}

function parametersOf(
  schema: z.ZodObject | undefined,
  place: "path" | "query",
  components: Components,
): Schema[] {
  if (schema === undefined) return [];
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    in: place,
    required: place === "path",
    schema: components.add(field as z.ZodType, "input"),
  }));
}

/** Schemas with a name of their own become components; the others stay where they are. */
class Components {
  readonly schemas: Record<string, Schema> = {};

  add(schema: z.ZodType, io: "input" | "output"): Schema {
    const made = z.toJSONSchema(schema, { io, unrepresentable: "any", target: "draft-2020-12" });
    const { $defs = {}, $schema: _dialect, ...own } = made as Schema & { $defs?: object };
    for (const [name, definition] of Object.entries($defs)) {
      this.schemas[name] = relink(withoutId(definition as Schema)) as Schema;
    }
    const { id } = own;
    if (typeof id !== "string") return relink(own) as Schema;
    this.schemas[id] = relink(withoutId(own)) as Schema;
    return { $ref: `#/components/schemas/${id}` };
  }
}

function withoutId({ id: _id, ...rest }: Schema): Schema {
  return rest;
}

/** References inside one schema become references into the document. */
function relink(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relink);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, part]) =>
    name === "$ref" && typeof part === "string"
      ? [name, part.replace("#/$defs/", "#/components/schemas/")]
      : [name, relink(part)],
  );
  return Object.fromEntries(entries) as Schema;
}
