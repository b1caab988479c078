/*
 * A real n8n under the tests of a community node, see README.md. What is exported here is the API of
 * the package; the rest may change.
 */

export {
	type CredentialReference,
	type Execution,
	type ExecutionData,
	type ExecutionWithData,
	type N8nApi,
	n8nApi,
	N8nApiError,
	type Owner,
	type StoredWorkflow,
	type Workflow,
	type WorkflowNode,
} from './api.mts';
export { type Cluster, type ClusterOptions, startCluster } from './cluster/index.mts';
export { query } from './cluster/postgres.mts';
export type { N8nService } from './cluster/processes.mts';
export type { Programs } from './cluster/programs.mts';
export { type Service, startService } from './cluster/service.mts';
export { n8nImage } from './docker.mts';
export {
	type Installation,
	installN8n,
	type InstallOptions,
	type Release,
	userCache,
} from './install.mts';
export { installedFolder, installPackage, packFolder, unpackPackage } from './package.mts';
export { spawnN8n } from './spawn.mts';
export { type RunningN8n, startN8n, type StartOptions } from './start.mts';
export { atExit } from './system/cleanup.js';
export { runCommand } from './system/command.js';
export { freePorts } from './system/ports.mts';
export { type ServerProcess, type SpawnOptions, spawnServer } from './system/server.mts';
export { makeTemporaryFolder } from './system/temporaryFolder.mts';
export type { UserFolder } from './userFolder.mts';
export { withCredentials } from './workflow.mts';
