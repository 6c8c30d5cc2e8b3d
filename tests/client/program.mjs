// Runs the program vinculo as a person at a terminal does, each with a file of their own.
import { execFile, spawn } from "node:child_process";
import { join } from "node:path";
import { nativeBuild } from "../support/server.mjs";
import { temporaryFolder } from "../support/browser.mjs";

export const program = join(nativeBuild, "vinculo");

/** A device: a folder with a workspace file. */
export class Device {
  constructor(password = "correct horse battery") {
    this.folder = temporaryFolder("vinculo-client-");
    this.file = join(this.folder.path, "workspace.db");
    this.password = password;
    this.children = [];
  }

  /** Runs a command; answers {code, out, err}. */
  run(...args) {
    const environment = { ...process.env, VINCULO_PASSWORD: this.password, VINCULO_FILE: this.file };
    return new Promise((resolve) => {
      execFile(program, args, { env: environment, cwd: this.folder.path, maxBuffer: 1 << 28 }, (error, out, err) =>
        resolve({ code: error ? error.code ?? 255 : 0, out, err }));
    });
  }

  /** Runs a command that must succeed; answers its output. */
  async must(...args) {
    const { code, out, err } = await this.run(...args);
    if (code !== 0) throw new Error(`vinculo ${args.join(" ")} ended with ${code}: ${err}${out}`);
    return out;
  }

  /** The same with --json; answers the parsed result. */
  async json(...args) {
    return JSON.parse(await this.must("--json", ...args));
  }

  /** A command that goes on until it is stopped; `output` grows. */
  start(...args) {
    const child = spawn(program, args, { env: { ...process.env, VINCULO_FILE: this.file }, cwd: this.folder.path });
    this.children.push(child);
    const running = { child, output: "" };
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => { running.output += text; });
    running.stop = () => new Promise((resolve) => {
      child.on("exit", resolve);
      child.kill("SIGTERM");
    });
    return running;
  }

  async names(text = "") {
    const window = text ? await this.json("search", text) : await this.json("list", "--limit", "500");
    return window.rows.map((row) => row.name);
  }

  /** The id of the only person that a search finds. */
  async idOf(text) {
    const { rows } = await this.json("search", text);
    if (rows.length !== 1) throw new Error(`${rows.length} people are found by ${text}`);
    return rows[0].id;
  }

  remove() {
    for (const child of this.children) child.kill("SIGKILL"); // those of a test that failed before it stopped them
    this.folder.remove();
  }
}
