/** Who takes part: viewers, creators and operators, as the wire sees them. */
import { z } from "zod";
import { limits } from "./limits.ts";

export const Role = z.enum(["viewer", "creator", "operator"]);
export type Role = z.infer<typeof Role>;

/** A name as people chose it: any letters, no control characters, one line. */
export const DisplayName = z
  .string()
  .trim()
  .min(1)
  .max(limits.nameCharsMax)
  .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+$/u, "no control characters");

/** ISO 3166-1 alpha-2. */
export const Country = z.string().regex(/^[A-Z]{2}$/);

export const Person = z
  .strictObject({ id: z.string(), name: DisplayName, avatar: z.string().nullable() })
  .meta({ id: "Person" });
export type Person = z.infer<typeof Person>;

export const Me = z
  .strictObject({ ...Person.shape, role: Role, country: Country.nullable() })
  .meta({ id: "Me" });
export type Me = z.infer<typeof Me>;

export const DemoSignIn = z.strictObject({ as: Role, name: DisplayName.optional() });
export const DemoSession = z
  .strictObject({ token: z.string(), id: z.string(), name: z.string(), role: Role })
  .meta({ id: "DemoSession" });
export type DemoSession = z.infer<typeof DemoSession>;
