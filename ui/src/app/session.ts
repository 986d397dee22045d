import { computed, readonly, shallowRef } from "vue";
import { call, toAppError, type AppError, type LedgerInfo, type RoundStatus } from "../ipc";

/** What is open: one ledger, one round of it. Views watch `revision` and read again when it grows. */
const ledger = shallowRef<LedgerInfo | null>(null);
const round = shallowRef("");
const status = shallowRef<RoundStatus | null>(null);
const statusError = shallowRef<AppError | null>(null);
const revision = shallowRef(0);
const inboxCount = shallowRef(0);
/** Who else has the ledger open, and what its file alone does not hold yet. */
const notices = shallowRef<readonly string[]>([]);
/** How often anything had changed when the ledger was read last. */
let news: number | null = null;
/** No other ledger can be opened here. */
const only = shallowRef(false);
/** Files that wait in the ledger that was just closed. */
const leftWaiting = shallowRef<{ ledger: string; files: number } | null>(null);

const roundInfo = computed(() => ledger.value?.rounds.find(({ code }) => code === round.value) ?? null);
/** One value for "another ledger, another round, or other data": the key of every cache. */
const dataKey = computed(() => `${ledger.value?.path ?? ""}|${round.value}|${revision.value}`);

async function readStatus(): Promise<void> {
  const asked = round.value;
  if (asked === "") return;
  try {
    const [found, { notices: told, news: now }] = await Promise.all([call("round_status", { round: asked }), call("pulse", {})]);
    if (asked !== round.value) return;
    news ??= now;
    if (told) notices.value = told;
    status.value = found;
    inboxCount.value = found.waiting;
    statusError.value = null;
  } catch (thrown) {
    statusError.value = toAppError(thrown);
  }
}

/** Asked now and then: who else has the ledger open, and what others have committed. What cannot be asked is told where something is done with the ledger. */
async function readPulse(): Promise<void> {
  const asked = ledger.value?.path;
  if (asked === undefined) return;
  const pulse = await call("pulse", {}).catch(() => null);
  if (!pulse || asked !== ledger.value?.path) return;
  const told = pulse.notices ?? notices.value;
  if (told.length !== notices.value.length || told.some((text, at) => text !== notices.value[at])) notices.value = told;
  if (news === null || news === pulse.news) return;
  // Another page or program has changed something: rounds, figures, what waits, all of it may be another.
  const found = await call("ledger_info", {}).catch(() => null);
  if (!found || asked !== ledger.value?.path) return;
  news = pulse.news;
  ledger.value = found;
  revision.value += 1;
  void readStatus();
}

function opened(info: LedgerInfo, wanted: string | null = null): void {
  ledger.value = info;
  status.value = null;
  inboxCount.value = 0;
  notices.value = [];
  news = null;
  // The last round of a scheme is the one that is being collected.
  round.value = info.rounds.find(({ code }) => code === wanted)?.code ?? info.rounds[0]?.code ?? "";
  revision.value += 1;
  void readStatus();
}

function chooseRound(code: string): void {
  round.value = code;
  status.value = null;
  revision.value += 1;
  void readStatus();
}

/** After the ledger's data have changed. What this page has done is no news to it at the next pulse; it asks for everything anyway. */
function changed(): void {
  void again();
}

async function again(): Promise<void> {
  const asked = ledger.value?.path;
  // the count is asked for before everything else: what comes in between is news still
  const pulse = await call("pulse", {}).catch(() => null);
  const found = await call("ledger_info", {}).catch(() => null);
  if (asked !== ledger.value?.path) return;
  if (pulse) news = pulse.news;
  // a round may have been closed, the scheme may be another
  if (found) ledger.value = { ...found, sample: ledger.value?.sample ?? false };
  revision.value += 1;
  void readStatus();
}

export const session = {
  ledger: readonly(ledger),
  round: readonly(round),
  roundInfo,
  status: readonly(status),
  statusError: readonly(statusError),
  dataKey,
  inboxCount,
  notices: readonly(notices),
  opened,
  chooseRound,
  changed,
  readPulse,
  only,
  leftWaiting: readonly(leftWaiting),
  close() {
    const name = ledger.value?.fileName ?? "";
    ledger.value = null;
    leftWaiting.value = null;
    // The core still has it open; that nothing is lost is worth a word, that it could not be counted is not.
    call("waiting_count", {}).then(
      (files) => (leftWaiting.value = files > 0 ? { ledger: name, files } : null),
      () => undefined,
    );
  },
};
