/** What nobody honest sends, and requests that carry it raw, past every client's good manners. */
import { request } from "node:http";
import { Problem, type RefusalCode } from "@largesse/protocol";

/** Values that are not a whole number from 1 to any limit of ours, as they stand in JSON. */
export const badNumbers: readonly string[] = [
  "-1",
  "0",
  "-0",
  "0.5",
  "1.5",
  "1e-3",
  "1e300",
  "1e999",
  "-1e999",
  "9007199254740991",
  "9007199254740992",
  "9007199254740993",
  "9223372036854775807",
  "9223372036854775808",
  "18446744073709551616",
  '"1"',
  '"1e3"',
  '"0x10"',
  '""',
  '" 1"',
  "true",
  "false",
  "null",
  "[1]",
  "[]",
  "{}",
  '{"valueOf":1}',
];

/** Values that are not a short text without control characters. */
export const badTexts: readonly string[] = [
  "1",
  "true",
  "null",
  "[]",
  "{}",
  '""',
  '"\\u0000"',
  '"a\\u0000b"',
  '"\\ud800"',
  `"${"x".repeat(5_000)}"`,
  '"\' or 1=1 --"',
  '"../../etc/passwd"',
  '"__proto__"',
  '"constructor"',
  '"%00"',
  '"str_0"',
];

/** Bodies that are no JSON object of ours, whatever the call. */
export const badBodies: readonly (readonly [name: string, body: string | Buffer])[] = [
  ["nothing", ""],
  ["no JSON", "hello"],
  ["half an object", '{"gift":"rose"'],
  ["a trailing comma", '{"gift":"rose",}'],
  ["NaN", '{"gift":"rose","quantity":NaN}'],
  ["Infinity", '{"gift":"rose","quantity":Infinity}'],
  ["a hexadecimal number", '{"gift":"rose","quantity":0x10}'],
  ["a comment", '{"gift":"rose"/* free */}'],
  ["the same field twice", '{"gift":"rose","quantity":1,"quantity":900}'],
  ["null", "null"],
  ["a number", "1"],
  ["an array", "[]"],
  ["a text", '"rose"'],
  ["an unknown field", '{"gift":"rose","coins":0}'],
  ["a price of its own", '{"gift":"rose","price":0}'],
  ["a polluted prototype", '{"gift":"rose","__proto__":{"quantity":0}}'],
  ["a polluted constructor", '{"gift":"rose","constructor":{"prototype":{"admin":true}}}'],
  ["ten thousand brackets", `${"[".repeat(5_000)}${"]".repeat(5_000)}`],
  ["a body too large", JSON.stringify({ gift: "rose".repeat(100_000) })],
  ["bytes that are no UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ["UTF-16", Buffer.from('\ufeff{"gift":"rose"}', "utf16le")],
];

export interface RawRequest {
  readonly baseUrl: string;
  readonly method: string;
  readonly path: string;
  readonly token?: string;
  readonly key?: string | undefined;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RawReply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Sends bytes as they are. */
export async function sendRaw(raw: RawRequest): Promise<RawReply> {
  const { method, body, token, key } = raw;
  const { hostname, port } = new URL(raw.baseUrl);
  return await new Promise((resolve, reject) => {
    const asked = request({
      hostname,
      port,
      method,
      path: raw.path,
      agent: false,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(key === undefined ? {} : { "idempotency-key": key }),
        ...(body === undefined
          ? {}
          : { "content-type": "application/json", "content-length": Buffer.byteLength(body) }),
        ...raw.headers,
      },
    });
    asked.on("response", (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers["content-type"] ?? "",
          text: Buffer.concat(parts).toString(),
        }),
      );
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

/** Why a reply is not a proper refusal; null when it is one. */
export function improper({ status, type, text }: RawReply): string | null {
  if (status < 400 || status >= 500) return `answered ${status}: ${text.slice(0, 300)}`;
  if (!type.startsWith("application/problem+json"))
    return `refused as ${type}: ${text.slice(0, 300)}`;
  const problem = Problem.safeParse(JSON.parse(text));
  if (!problem.success) return `the problem is not one of the table: ${text.slice(0, 300)}`;
  if (problem.data.status !== status) return `says ${problem.data.status} with status ${status}`;
  if (/at .*\.ts:\d+|select |insert |node_modules/i.test(text))
    return `tells of its insides: ${text}`;
  return null;
}

/** The refusal's code, when there is one. */
export function codeOf({ text }: RawReply): RefusalCode | null {
  const problem = Problem.safeParse(JSON.parse(text));
  return problem.success ? problem.data.code : null;
}
