/** The door: configuration, HTTP, sockets and jobs, composed into one server. */
export type { Config, ConfigMistakes, DemoMode } from "./config.ts";
export { readConfig, readProcessConfig } from "./config.ts";
export { startDemoWorld } from "./demo/index.ts";
export type { ChainHead, DatabaseState } from "./maintain.ts";
export { auditHouse, inspectDatabase, migrateHouse } from "./maintain.ts";
export type { RunningServer, StartOptions } from "./start-server.ts";
export { startServer } from "./start-server.ts";
export { StartupFault } from "./startup-fault.ts";
