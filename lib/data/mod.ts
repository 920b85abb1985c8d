/** From any table to checked rows, and the audit. */
export { sortedNumbers } from "./column.ts";
export { audit, type AuditOptions } from "./audit/audit.ts";
export { separateOutcomes, type Separation } from "./audit/separation.ts";
export { auditSplits } from "./audit/splits.ts";
export { auditTable } from "./audit/table.ts";
export { codebook, type CodebookEntry } from "./codebook.ts";
export { type DatasetOptions, readDataset, takeFeatures, takeRows } from "./dataset.ts";
export { keepDistinct, missingPatients } from "./distinct.ts";
export { groupIdentical, type IdenticalOptions } from "./identical.ts";
export { type InferOptions, inferSchema } from "./infer-schema.ts";
export { type PrivateOptions, readPrivate } from "./private.ts";
export { splitByLevel, splitByOutcome } from "./split.ts";
export { parseTable, readTable, type TextTable } from "./table.ts";
export { thinDiseased } from "./thin-diseased.ts";
export { download, type RemoteFile, sha256Of, whyNotFile } from "./download.ts";
