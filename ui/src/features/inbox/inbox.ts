import { computed, shallowRef, watch } from "vue";
import { jobs } from "../../app/job";
import { session } from "../../app/session";
import { statusLine } from "../../app/statusLine";
import { call, pickFiles, pickFolder, toAppError, type AppError, type InboxBatch, type Picked } from "../../ipc";
import { steps } from "../steps/steps";
import { t } from "../../messages";
import { count, seconds } from "../../text/format";

/** What lies in the inbox. Kept outside the view: files may be dropped, and a reading may go on, while another view is open. */
const batch = shallowRef<InboxBatch | null>(null);
const error = shallowRef<AppError | null>(null);
/** What became of files that did not wait any more when they were to be committed; stays until something else is done. */
const gone = shallowRef<string[]>([]);
/** Why something that was chosen or dropped did not come in; stays as long. */
const refused = shallowRef<AppError | null>(null);
const chosen = shallowRef<number | null>(null);
/** Rows chosen together; the one with the cursor is among them. */
const picked = shallowRef<ReadonlySet<number>>(new Set());
/** Files in the order in which they are shown. */
const order = shallowRef<number[]>([]);
let waiting: string[] = [];

const items = computed(() => batch.value?.items ?? []);
const ready = computed(() => items.value.filter(({ status }) => status === "ready").length);
const chosenItem = computed(() => items.value.find(({ id }) => id === chosen.value) ?? null);

/** Something else is done. */
function forget(): void {
  gone.value = [];
  refused.value = null;
}

/** `cursor`: where it goes when its file has gone. */
function take(next: InboxBatch, cursor: number | null = null): void {
  if (next.round !== session.round.value) return;
  batch.value = next;
  error.value = null;
  session.inboxCount.value = next.items.length;
  const there = new Set(next.items.map(({ id }) => id));
  if (chosen.value === null || !there.has(chosen.value)) chosen.value = cursor !== null && there.has(cursor) ? cursor : null;
  const kept = [...picked.value].filter((id) => there.has(id));
  picked.value = new Set(kept.length > 0 ? kept : chosen.value === null ? [] : [chosen.value]);
}

/** What another window took out or committed is shown no longer; why nothing was done stays. */
async function failed(thrown: unknown): Promise<void> {
  const why = toAppError(thrown);
  if (why.code.startsWith("inbox.")) await call("inbox", { round: session.round.value }).then((now) => take(now), () => undefined);
  error.value = why;
}

async function attempt(work: () => Promise<InboxBatch>): Promise<void> {
  try {
    take(await work());
  } catch (thrown) {
    await failed(thrown);
  }
}

const read = () => attempt(() => call("inbox", { round: session.round.value }));

async function scan(paths: string[]): Promise<void> {
  refused.value = null;
  // One job at a time: what is dropped meanwhile waits its turn instead of being lost.
  if (jobs.job.value) {
    waiting.push(...paths);
    return;
  }
  const round = session.round.value;
  const outcome = await jobs.run("read", (onProgress) => call("scan_inbox", { round, paths }, onProgress));
  if (outcome.type === "done") {
    take(outcome.value);
    statusLine.say(t("inbox.read", { files: count(outcome.value.items.length), seconds: seconds(outcome.value.seconds) }));
  } else if (outcome.type === "failed") error.value = outcome.error;
  else {
    statusLine.say(t("job.cancelled"));
    await read();
  }
  await scanWaiting();
}

/** What was chosen or dropped did not come through: told until something else is done, also when the list is read again. */
function refuse(thrown: unknown): void {
  refused.value = toAppError(thrown);
}

async function scanWaiting(): Promise<void> {
  const paths = waiting;
  waiting = [];
  if (paths.length > 0) await scan(paths);
}

/** What was chosen comes in; what could not is told. */
async function add(choose: () => Promise<Picked>): Promise<void> {
  try {
    const { paths, refused } = await choose();
    if (paths.length > 0) await scan(paths);
    if (refused !== undefined) refuse(refused);
  } catch (thrown) {
    refuse(thrown);
  }
}

const addFiles = () => add(pickFiles);
const addFolder = () => add(pickFolder);

async function addSample(): Promise<void> {
  try {
    await scan(await call("sample_returns", {}));
  } catch (thrown) {
    error.value = toAppError(thrown);
  }
}

async function commit(): Promise<void> {
  if (ready.value === 0) return;
  const round = session.round.value;
  // those that are shown: another window may have brought in more
  const shown = items.value.filter(({ status }) => status === "ready").map(({ id, seen }) => ({ id, seen }));
  const outcome = await jobs.run("commit", (onProgress) => call("commit_inbox", { round, items: shown }, onProgress));
  if (outcome.type === "done") {
    take(outcome.value.batch);
    session.changed();
    const undo = outcome.value.committed > 0 ? { label: t("step.undo"), run: steps.askUndo } : null;
    statusLine.say(t("inbox.committed", { files: count(outcome.value.committed) }), undo);
    forget();
    gone.value = outcome.value.gone;
  } else if (outcome.type === "failed") error.value = outcome.error;
  else {
    statusLine.say(t("job.cancelled"));
    await read();
  }
  await scanWaiting();
}

/** The row after those that go, or the one before them. */
function after(ids: readonly number[]): number | null {
  const leaving = new Set(ids);
  const rows = order.value;
  const from = Math.max(...ids.map((id) => rows.indexOf(id)));
  return rows.slice(from + 1).find((id) => !leaving.has(id)) ?? rows.slice(0, Math.max(0, from)).reverse().find((id) => !leaving.has(id)) ?? null;
}

const nameOf = (id: number) => items.value.find((item) => item.id === id)?.file ?? "";
const undoAction = () => ({ label: t("inbox.undo"), run: () => void undo() });

async function remove(ids: readonly number[]): Promise<void> {
  const own = ids.filter((id) => items.value.some((item) => item.id === id));
  const [first] = own;
  if (first === undefined || jobs.job.value) return;
  const said = own.length === 1 ? t("inbox.removedOne", { file: nameOf(first) }) : t("inbox.removedMany", { files: count(own.length) });
  const cursor = after(own);
  forget();
  try {
    take(await call("remove_items", { round: session.round.value, items: own }), cursor);
    statusLine.say(said, undoAction());
  } catch (thrown) {
    await failed(thrown);
  }
}

async function undo(): Promise<void> {
  if (jobs.job.value) return;
  try {
    const done = await call("undo_inbox", { round: session.round.value });
    if (!done) return statusLine.say(t("inbox.nothingToUndo"));
    const what = done.file === null ? t("inbox.undoneRemoved", { files: count(done.back) }) : t("inbox.undoneSaid", { file: done.file });
    if (done.round !== session.round.value) {
      // It is nothing that can be seen here: where it went is said, with the way there.
      take(done.batch);
      const round = session.ledger.value?.rounds.find(({ code }) => code === done.round)?.name ?? done.round;
      statusLine.say(t("inbox.undoneElsewhere", { what, round }), { label: t("inbox.toRound", { round }), run: () => session.chooseRound(done.round) });
      return;
    }
    // The cursor goes to what is back.
    chosen.value = null;
    take(done.batch, done.items[0] ?? null);
    picked.value = new Set(done.items.filter((id) => items.value.some((item) => item.id === id)));
    statusLine.say(what);
  } catch (thrown) {
    await failed(thrown);
  }
}

/** What waited when the ledger was opened is looked at while the window is in use already. */
async function readWaiting(): Promise<void> {
  const files = batch.value?.unread ?? 0;
  if (files === 0 || jobs.job.value) return;
  const round = session.round.value;
  const outcome = await jobs.run("read", (onProgress) => call("read_waiting", { round }, onProgress));
  if (outcome.type === "done") {
    take(outcome.value);
    statusLine.say(t("inbox.resumed", { files: count(files) }));
  } else if (outcome.type === "failed") error.value = outcome.error;
}

/** What was taken by an answer that does not hold any more is looked at again. */
async function reconsider(): Promise<void> {
  await read();
  await readWaiting();
}

async function say(item: number, work: () => Promise<InboxBatch>, said: "inbox.answered" | "inbox.unsaid" = "inbox.answered"): Promise<void> {
  const file = nameOf(item);
  forget();
  await attempt(work);
  if (!error.value) statusLine.say(t(said, { file }), undoAction());
}

const confirm = (item: number, unit: string | null, form: string | null, remember: boolean) => say(item, () => call("confirm_item", { item, unit, form, remember }));
const unsay = (item: number) => say(item, () => call("unsay_item", { item }), "inbox.unsaid");
const answer = (item: number, question: string, choice: string) => say(item, () => call("answer_item", { item, question, choice }));
const point = (item: number, sheet: string, line: string, meaning: string | null, remember: boolean) => say(item, () => call("point_line", { item, sheet, line, meaning, remember }));
const pointSheet = (item: number, sheet: string, form: string | null) => say(item, () => call("point_sheet", { item, sheet, form }));
const unlock = (password: string) => attempt(() => call("give_password", { round: session.round.value, password }));
const settleChange = (item: number, again: boolean) => attempt(() => call("settle_change", { item, again }));
const duplicates = computed(() => items.value.filter(({ status }) => status === "duplicate").map(({ id }) => id));

watch([session.round, () => session.ledger.value?.path], () => {
  batch.value = null;
  chosen.value = null;
  picked.value = new Set();
  forget();
});

export const inbox = {
  batch,
  gone,
  refused,
  items,
  ready,
  error,
  chosen,
  chosenItem,
  picked,
  order,
  duplicates,
  undo,
  readWaiting,
  reconsider,
  settleChange,
  read,
  scan,
  refuse,
  addFiles,
  addFolder,
  addSample,
  commit,
  confirm,
  answer,
  unsay,
  point,
  pointSheet,
  unlock,
  remove,
  /** Paths the program was started with: read as soon as a ledger is open. */
  keepForLater(paths: string[]) {
    waiting.push(...paths);
  },
  async opened() {
    await read();
    await readWaiting();
    if (!jobs.job.value) await scanWaiting();
  },
};
