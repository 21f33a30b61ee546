/** Where the viewer's pages begin. */
import "@largesse/ui/styles.css";
import "./styles.css";
import { applyStoredTheme } from "@largesse/ui";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";

applyStoredTheme();
const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
