import { t } from "../messages";
import type { ArgsOf, CommandName, OnProgress, ResultOf } from "./commands";
import { sending } from "./sending";
import type { DropEvent, Picked, Transport } from "./transport";
import type { AppError } from "./types/AppError";
import type { Progress } from "./types/Progress";
import type { Purpose } from "./types/Purpose";

/** What the server says of a call, a line each: how far it is, and at the end what came of it. */
type Line = { progress: Progress } | { result: unknown } | { error: AppError };

const TOKEN = "xbh-token";
/** As `xbh serve` takes them. */
const LARGEST = 64 << 20;

const failure = (code: string, message: string): AppError => ({ code, message, args: {} });

/**
 * The pages over `xbh serve`. The token comes behind the # of the address, which no browser sends anywhere; it is taken out of the
 * address at once and kept for this tab alone, so that it can be loaded again.
 */
export function served(): Transport | null {
  const given = new URLSearchParams(window.location.hash.slice(1)).get("token");
  if (given) {
    sessionStorage.setItem(TOKEN, given);
    history.replaceState(null, "", window.location.pathname);
  }
  if (document.querySelector("meta[name=xbh-served]") === null) return null;
  return overHttp(sessionStorage.getItem(TOKEN) ?? "");
}

/** Why the server refused: it says so in the document that `xbh --json` prints, too. */
async function refusal(answer: Response): Promise<AppError> {
  const said = (await answer.json().catch(() => null)) as { error?: { code: string; message: string } } | null;
  if (answer.status === 401) return failure("serve.token", t("serve.token"));
  // Something between the page and the program may have answered.
  return failure(said?.error?.code ?? `serve.${answer.status}`, said?.error?.message ?? t("serve.gone"));
}

function overHttp(token: string): Transport {
  async function ask(path: string, body: BodyInit | null): Promise<Response> {
    const request = { method: "POST", headers: { "x-xbh-token": token, "content-type": "application/octet-stream" }, body };
    const answer = await fetch(path, request).catch(() => {
      throw failure("serve.gone", t("serve.gone"));
    });
    if (answer.ok) return answer;
    throw await refusal(answer);
  }

  async function call<C extends CommandName>(command: C, args: ArgsOf<C>, onProgress?: OnProgress): Promise<ResultOf<C>> {
    const answer = await ask(`api/call/${command}`, JSON.stringify(args));
    let result: { value: ResultOf<C> } | null = null;
    for await (const line of linesOf(answer)) {
      if ("error" in line) throw line.error;
      if ("progress" in line) onProgress?.(line.progress);
      else result = { value: line.result as ResultOf<C> };
    }
    if (!result) throw failure("serve.gone", t("serve.gone"));
    return result.value;
  }

  const sent = async (file: File) => {
    // the answer to one that is too large may be lost while it is still being sent
    if (file.size > LARGEST) throw failure("serve.413", t("serve.tooLarge", { file: file.name }));
    return (await ask(`api/files?name=${encodeURIComponent(file.name)}`, file)).text();
  };

  /** What came through, and why the others did not, all of them. */
  async function upload(files: readonly File[]): Promise<Picked> {
    const paths: string[] = [];
    const refused: AppError[] = [];
    for (const [done, file] of files.entries()) {
      sending.value = { done, total: files.length, file: file.name };
      await sent(file).then((path) => paths.push(path), (thrown: AppError) => refused.push(thrown));
    }
    sending.value = null;
    const [first] = refused;
    if (!first) return { paths };
    return { paths, refused: failure(first.code, [...new Set(refused.map(({ message }) => message))].join(" ")) };
  }

  return {
    call,
    async pick(purpose, suggested) {
      if (purpose === "returns" || purpose === "return-folder" || purpose === "scheme") return upload(await chosenFiles(purpose));
      const name = suggested.split(/[\\/]/).pop() ?? "";
      if (purpose === "workbook") return { paths: [await (await ask(`api/out?name=${encodeURIComponent(name)}`, null)).text()] };
      throw failure("serve.only", t("serve.only"));
    },
    onDrop: (handler) => Promise.resolve(dropped(handler, upload)),
    async deliver(path) {
      const blob = await (await ask(`api/taken?path=${encodeURIComponent(path)}`, null)).blob();
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = path.split(/[\\/]/).pop() ?? "";
      link.click();
      // Some browsers begin to save only after this has returned.
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      return t("serve.downloaded", { file: link.download });
    },
    writesIntoFolders: false,
  };
}

async function* linesOf(answer: Response): AsyncGenerator<Line> {
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  while (reader) {
    const { done, value } = await reader.read();
    rest += decoder.decode(value, { stream: !done });
    const lines = rest.split("\n");
    rest = done ? "" : (lines.pop() ?? "");
    for (const line of lines) if (line !== "") yield JSON.parse(line) as Line;
    if (done) return;
  }
}

/** The browser's own file dialog; nothing when it was cancelled. */
function chosenFiles(purpose: Purpose): Promise<File[]> {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = purpose !== "scheme";
  if (purpose === "scheme") input.accept = ".toml";
  input.webkitdirectory = purpose === "return-folder";
  return new Promise((resolve) => {
    input.onchange = () => resolve([...(input.files ?? [])]);
    input.oncancel = () => resolve([]);
    input.click();
  });
}

/** Files and folders dropped onto the page. */
function dropped(handler: (event: DropEvent) => void, upload: (files: readonly File[]) => Promise<Picked>): () => void {
  const over = (event: DragEvent) => {
    event.preventDefault();
    handler({ type: "over" });
  };
  const leave = (event: DragEvent) => {
    if (event.relatedTarget === null) handler({ type: "leave" });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    handler({ type: "leave" });
    // They are there only as long as this runs. Folders are seen as entries only.
    const entries = [...(event.dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
    const files = [...(event.dataTransfer?.files ?? [])];
    void (entries.length > 0 ? filesOf(entries) : Promise.resolve(files)).then(upload).then(
      (came) => handler({ type: "drop", ...came }),
      (thrown: unknown) => handler({ type: "drop", paths: [], refused: failure("serve.unread", t("serve.unread", { why: String(thrown) })) }),
    );
  };
  window.addEventListener("dragover", over);
  window.addEventListener("dragleave", leave);
  window.addEventListener("drop", drop);
  return () => {
    window.removeEventListener("dragover", over);
    window.removeEventListener("dragleave", leave);
    window.removeEventListener("drop", drop);
  };
}

async function filesOf(entries: readonly FileSystemEntry[]): Promise<File[]> {
  const found: File[] = [];
  for (const entry of entries) {
    if (entry.isFile) found.push(await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)));
    else found.push(...(await filesOf(await childrenOf(entry as FileSystemDirectoryEntry))));
  }
  return found;
}

/** A browser hands them out a hundred at a time. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
