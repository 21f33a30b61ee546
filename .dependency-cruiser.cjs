/**
 * Who may import whom, each rule with its reason. The picture is in ARCHITECTURE.md; `npm run check` holds the
 * code to it.
 */
const { globSync, readFileSync } = require("node:fs");
const path = require("node:path");

const ours = "^(packages|providers|apps)/";
const notTests = "(\\.test\\.tsx?$|^[a-z]+/[a-z]+/test/)";

/** The files that packages name in their `exports`: their doors. */
const doors = globSync("{packages,providers}/*/package.json", { cwd: __dirname }).flatMap(
  (file) => {
    const { exports: named = {} } = JSON.parse(readFileSync(path.join(__dirname, file), "utf8"));
    const files = typeof named === "string" ? [named] : Object.values(named);
    return files.map((door) => `^${path.posix.join(path.posix.dirname(file), door)}$`);
  },
);

/** A room and the rooms that it may import; everything else of ours is forbidden to it. */
function room(name, folder, allowed, comment) {
  return {
    name,
    comment,
    severity: "error",
    from: { path: `^${folder}/`, pathNot: notTests },
    to: { path: ours, pathNot: [folder, ...allowed].map((other) => `^${other}/`) },
  };
}

module.exports = {
  forbidden: [
    {
      name: "no-circles",
      comment: "Two files that need each other are one file, or hide a third.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "resolvable",
      comment: "An import that leads nowhere fails only when somebody runs it.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: ["\\.css$", "\\?", "^virtual:"] },
    },
    {
      name: "front-doors",
      comment: "Another room is entered by its package name: only then may it rearrange itself.",
      severity: "error",
      from: { path: "^(packages|providers|apps)/([^/]+)/", pathNot: notTests },
      to: {
        path: "^(packages|providers)/[^/]+/",
        pathNot: ["^$1/$2/", ...doors],
      },
    },
    room("words-stand-alone", "packages/protocol", [], "The words run anywhere and need nobody."),
    room(
      "books-know-no-gifts",
      "packages/ledger",
      ["packages/protocol"],
      "Books that know gifts, people or HTTP cannot be audited by themselves.",
    ),
    room(
      "rules-know-no-sockets",
      "packages/economy",
      ["packages/ledger", "packages/protocol", "providers/kit"],
      "Money is decided the same way whoever asks, and by whatever wire.",
    ),
    room(
      "room-knows-no-money",
      "packages/realtime",
      ["packages/protocol"],
      "Fan-out passes events on; it must not be able to make one.",
    ),
    room(
      "client-knows-the-words-only",
      "packages/sdk",
      ["packages/protocol"],
      "It runs in other people's pages: no server code may follow it there.",
    ),
    room(
      "components-know-the-client",
      "packages/ui",
      ["packages/sdk", "packages/protocol"],
      "Components get facts from the SDK, like everybody else's.",
    ),
    room(
      "plug-ins-know-their-kit",
      "providers",
      ["packages/protocol"],
      "A provider verifies and reports; it never touches a wallet.",
    ),
    room(
      "door-knows-no-pages",
      "packages/server",
      [
        "packages/realtime",
        "packages/economy",
        "packages/ledger",
        "packages/protocol",
        // The demo's people use the same client as everybody.
        "packages/sdk",
        "providers",
      ],
      "The server serves pages as files; it does not know what is in them.",
    ),
    room(
      "command-line-is-a-client",
      "packages/cli",
      ["packages/sdk", "packages/protocol", "packages/server"],
      "It starts the server and speaks to it; the books are reached through either.",
    ),
    ...["viewer", "studio", "console", "overlay"].map((app) =>
      room(
        `${app}-is-a-browser`,
        `apps/${app}`,
        ["packages/ui", "packages/sdk", "packages/protocol"],
        "Whatever a page can do, an integrator can do by the public API.",
      ),
    ),
    {
      name: "pg-in-sql-only",
      comment:
        "One kind of place speaks to the database, so that each statement can be found and read.",
      severity: "error",
      from: { path: ours, pathNot: ["(^|/)sql/", notTests] },
      to: { path: "node_modules/pg/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-node-in-browsers",
      comment: "Pages and the SDK must load where there is no Node.",
      severity: "error",
      from: {
        path: "^(apps/[^/]+/src|packages/(protocol|sdk|ui))/",
        pathNot: [notTests, "^packages/ui/src/vite\\.ts$"],
      },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "declared",
      comment: "What runs in production is in the package's own dependencies.",
      severity: "error",
      from: {
        path: "^(packages|providers)/[^/]+/src/",
        pathNot: [notTests, "^packages/ui/src/(vite|art)"],
      },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], pathNot: "\\.css$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)dist/" },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
