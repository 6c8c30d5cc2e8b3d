// What can go wrong with storage, by name. The names are those of core's ErrorCode where it has one.

export class StorageError extends Error {
  /** @param {"fenced"|"damaged"|"storage_lost"|"newer_schema"|"storage_failed"|"storage_refused"} code */
  constructor(code, detail) {
    super(detail);
    this.name = "StorageError";
    this.code = code;
  }
}

/** Which state of saving an error means: "fenced", "full" or "failing". */
export function stateOf(error) {
  if (error?.code === "fenced") return "fenced";
  return error?.name === "QuotaExceededError" ? "full" : "failing";
}

/** Whether the browser lets this site store nothing at all, as some private windows do. */
export function isRefused(error) {
  return error?.name === "SecurityError" || error?.name === "InvalidStateError" || typeof indexedDB === "undefined";
}

export function reasonOf(error) {
  if (!error) return "";
  return `${error instanceof StorageError ? error.code : error.name}: ${error.message}`;
}
