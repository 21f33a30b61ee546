/** The module that the Vite plugin of the look makes: gift slug → address of its drawing. */
declare module "virtual:largesse-gifts" {
  export const giftUrls: Readonly<Record<string, string>>;
}
