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
/** Why the list could not be read. */
const error = shallowRef<AppError | null>(null);
/** Why something that was asked for was not done, and what tries the same once more; stays until something else is done, also when the list is read again. */
const stopped = shallowRef<{ error: AppError; again: (() => Promise<void>) | null } | null>(null);
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
  stopped.value = null;
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

/** What another window took out or committed is shown no longer, and not tried again; why nothing was done stays. */
async function failed(thrown: unknown, again: () => Promise<void>): Promise<void> {
  const why = toAppError(thrown);
  const isGone = why.code.startsWith("inbox.");
  if (isGone) await call("inbox", { round: session.round.value }).then((now) => take(now), () => undefined);
  stopped.value = { error: why, again: isGone ? null : again };
}

/** Whether it was done. */
async function attempt(work: () => Promise<InboxBatch>, again: () => Promise<void>): Promise<boolean> {
  forget();
  try {
    take(await work());
    return true;
  } catch (thrown) {
    await failed(thrown, again);
    return false;
  }
}

/** Tries once more what was stopped. */
async function again(): Promise<void> {
  if (!jobs.job.value) await stopped.value?.again?.();
}

async function read(): Promise<void> {
  try {
    take(await call("inbox", { round: session.round.value }));
  } catch (thrown) {
    error.value = toAppError(thrown);
  }
}

async function scan(paths: string[]): Promise<void> {
  forget();
  await bringIn(paths);
}

async function bringIn(paths: string[]): Promise<void> {
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
  } else if (outcome.type === "failed") {
    // What hinders these hinders those that wait behind them, too: they are tried together.
    const all = [...paths, ...waiting];
    waiting = [];
    await failed(outcome.error, () => scan(all));
  } else {
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
  if (paths.length > 0) await bringIn(paths);
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
  forget();
  try {
    await scan(await call("sample_returns", {}));
  } catch (thrown) {
    await failed(thrown, addSample);
  }
}

async function commit(): Promise<void> {
  forget();
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
    gone.value = outcome.value.gone;
  } else if (outcome.type === "failed") await failed(outcome.error, commit);
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
    await failed(thrown, () => remove(ids));
  }
}

async function undo(): Promise<void> {
  if (jobs.job.value) return;
  forget();
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
    await failed(thrown, undo);
  }
}

/** What waited when the ledger was opened is looked at while the window is in use already. */
async function readWaiting(): Promise<void> {
  const files = batch.value?.unread ?? 0;
  if (files === 0 || jobs.job.value) return;
  const round = session.round.value;
  // It begins by itself: what is told of something else stays.
  if (stopped.value?.again === readWaiting) stopped.value = null;
  const outcome = await jobs.run("read", (onProgress) => call("read_waiting", { round }, onProgress));
  if (outcome.type === "done") {
    take(outcome.value);
    statusLine.say(t("inbox.resumed", { files: count(files) }));
  } else if (outcome.type === "failed") await failed(outcome.error, readWaiting);
}

/** What was taken by an answer that does not hold any more is looked at again. */
async function reconsider(): Promise<void> {
  await read();
  await readWaiting();
}

async function say(item: number, work: () => Promise<InboxBatch>, said: "inbox.answered" | "inbox.unsaid" = "inbox.answered"): Promise<void> {
  const file = nameOf(item);
  const isDone = await attempt(work, () => say(item, work, said));
  if (isDone) statusLine.say(t(said, { file }), undoAction());
}

const confirm = (item: number, unit: string | null, form: string | null, remember: boolean) => say(item, () => call("confirm_item", { item, unit, form, remember }));
const unsay = (item: number) => say(item, () => call("unsay_item", { item }), "inbox.unsaid");
const answer = (item: number, question: string, choice: string) => say(item, () => call("answer_item", { item, question, choice }));
const point = (item: number, sheet: string, line: string, meaning: string | null, remember: boolean) => say(item, () => call("point_line", { item, sheet, line, meaning, remember }));
const pointSheet = (item: number, sheet: string, form: string | null) => say(item, () => call("point_sheet", { item, sheet, form }));
const plainly = async (work: () => Promise<InboxBatch>): Promise<void> => void (await attempt(work, () => plainly(work)));
const unlock = (password: string) => plainly(() => call("give_password", { round: session.round.value, password }));
const settleChange = (item: number, anew: boolean) => plainly(() => call("settle_change", { item, again: anew }));
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
  stopped,
  again,
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
