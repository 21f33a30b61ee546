/** Puts the studio on the page: session, client, then the desk. */
import { createClient } from "@largesse/sdk";
import { LargesseProvider } from "@largesse/sdk/react";
import { applyStoredTheme, createSession } from "@largesse/ui";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "@largesse/ui/styles.css";
import "@largesse/ui/scenes.css";
import "@largesse/ui/desk.css";
import "./studio.css";
import { App } from "./app.tsx";

applyStoredTheme();
const session = createSession("creator");
const client = createClient({
  baseUrl: "",
  token: session.token,
  onSignedOut: session.signOut,
});
const root = document.getElementById("root");
if (root === null) throw new Error("The page has no place for the studio.");
createRoot(root).render(
  <StrictMode>
    <LargesseProvider client={client}>
      <App session={session} client={client} />
    </LargesseProvider>
  </StrictMode>,
);
