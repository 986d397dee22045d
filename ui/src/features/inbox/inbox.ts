import { computed, shallowRef, watch } from "vue";
import { jobs } from "../../app/job";
import { session } from "../../app/session";
import { statusLine } from "../../app/statusLine";
import { call, pickFiles, pickFolder, toAppError, type AppError, type InboxBatch } from "../../ipc";
import { t } from "../../messages";
import { count, seconds } from "../../text/format";

/** What lies in the inbox. Kept outside the view: files may be dropped, and a reading may go on, while another view is open. */
const batch = shallowRef<InboxBatch | null>(null);
const error = shallowRef<AppError | null>(null);
const chosen = shallowRef<number | null>(null);
let waiting: string[] = [];

const items = computed(() => batch.value?.items ?? []);
const ready = computed(() => items.value.filter(({ status }) => status === "ready").length);
const chosenItem = computed(() => items.value.find(({ id }) => id === chosen.value) ?? null);

function take(next: InboxBatch): void {
  if (next.round !== session.round.value) return;
  batch.value = next;
  error.value = null;
  session.inboxCount.value = next.items.length;
  if (!next.items.some(({ id }) => id === chosen.value)) chosen.value = null;
}

async function attempt(work: () => Promise<InboxBatch>): Promise<void> {
  try {
    take(await work());
  } catch (thrown) {
    error.value = toAppError(thrown);
  }
}

const read = () => attempt(() => call("inbox", { round: session.round.value }));

async function scan(paths: string[]): Promise<void> {
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

async function scanWaiting(): Promise<void> {
  const paths = waiting;
  waiting = [];
  if (paths.length > 0) await scan(paths);
}

async function addFiles(): Promise<void> {
  const paths = await pickFiles();
  if (paths.length > 0) await scan(paths);
}

async function addFolder(): Promise<void> {
  const path = await pickFolder();
  if (path !== null) await scan([path]);
}

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
  const outcome = await jobs.run("commit", (onProgress) => call("commit_inbox", { round, items: null }, onProgress));
  if (outcome.type === "done") {
    take(outcome.value.batch);
    session.changed();
    statusLine.say(t("inbox.committed", { files: count(outcome.value.committed) }));
  } else if (outcome.type === "failed") error.value = outcome.error;
  else {
    statusLine.say(t("job.cancelled"));
    await read();
  }
  await scanWaiting();
}

const confirm = (item: number, unit: string | null, form: string | null, remember: boolean) => attempt(() => call("confirm_item", { item, unit, form, remember }));
const answer = (item: number, question: string, choice: string) => attempt(() => call("answer_item", { item, question, choice }));
const point = (item: number, sheet: string, line: string, meaning: string | null, remember: boolean) => attempt(() => call("point_line", { item, sheet, line, meaning, remember }));
const pointSheet = (item: number, sheet: string, form: string | null) => attempt(() => call("point_sheet", { item, sheet, form }));
const unlock = (password: string) => attempt(() => call("give_password", { round: session.round.value, password }));
const remove = (ids: number[]) => attempt(() => call("remove_items", { items: ids }));

watch([session.round, () => session.ledger.value?.path], () => {
  batch.value = null;
  chosen.value = null;
});

export const inbox = {
  batch,
  items,
  ready,
  error,
  chosen,
  chosenItem,
  read,
  scan,
  addFiles,
  addFolder,
  addSample,
  commit,
  confirm,
  answer,
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
    if (!jobs.job.value) await scanWaiting();
  },
};
