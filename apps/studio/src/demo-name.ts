/** The name under which the demo signs a creator in, kept in this browser. */
const KEY = "largesse.studio.name";

/** The chosen name; null before the first sign-in, and where a host platform signs in. */
export function demoName(): string | null {
  return localStorage.getItem(KEY);
}

/** Keeps the name for the next visit. */
export function chooseDemoName(name: string): void {
  localStorage.setItem(KEY, name);
}
