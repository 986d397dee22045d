import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { jobs } from "../src/app/job";
import { session } from "../src/app/session";
import { inbox } from "../src/features/inbox/inbox";
import InboxView from "../src/features/inbox/InboxView.vue";
import { rowsOf } from "../src/features/inbox/rows";
import { createMock } from "../src/ipc/mock";
import { ledgerFor } from "../src/ipc/mock/units";

const settle = async () => {
  await vi.advanceTimersByTimeAsync(3000);
  await flushPromises();
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("from dropped files to the ledger", () => {
  it("reads, asks, and takes in only what is ready", async () => {
    session.opened(ledgerFor(""), "2021Q1");
    const view = mount(InboxView, { attachTo: document.body });
    await settle();
    void inbox.scan(["D:\\来件"]);
    await settle();

    const statuses = () => view.findAll("[data-testid=inbox-row]").map((row) => row.attributes("data-status"));
    expect(statuses().slice(0, 2)).toEqual(["needs-confirmation", "needs-confirmation"]);
    expect(view.get("[data-testid=inbox-commit]").text()).toBe("入库 5 份");

    await view.get("[data-testid=inbox-confirm] [data-testid=confirm-130530]").trigger("click");
    await settle();
    expect(inbox.ready.value).toBe(6);

    const before = session.dataKey.value;
    await view.get("[data-testid=inbox-commit]").trigger("click");
    await settle();
    expect(inbox.items.value.map(({ status }) => status).sort()).toEqual(["duplicate", "needs-confirmation", "refused", "refused"]);
    expect(session.dataKey.value).not.toBe(before);
    expect(jobs.job.value).toBeNull();
    view.unmount();
  });

  it("keeps nothing of a reading that was cancelled", async () => {
    session.opened(ledgerFor(""), "2021Q1");
    await settle();
    await Promise.all([inbox.remove(inbox.items.value.map(({ id }) => id)), settle()]);
    expect(inbox.items.value).toHaveLength(0);
    void inbox.scan(["D:\\来件"]);
    await vi.advanceTimersByTimeAsync(100);
    expect(jobs.job.value?.stage).toBe("read");
    // what is not through yet is not in the ledger: nothing else is said of it
    const view = mount(InboxView);
    expect(view.text()).toContain("还没有读完就关掉的，要重新添加");
    view.unmount();
    void jobs.cancel();
    await settle();
    expect(jobs.job.value).toBeNull();
    expect(inbox.items.value).toHaveLength(0);
    expect(inbox.error.value).toBeNull();
  });
});

describe("rows of the inbox", () => {
  it("sort by severity when asked, worst first when descending", async () => {
    const pending = createMock("").call("inbox", { round: "2021Q1" });
    await vi.advanceTimersByTimeAsync(50);
    const { items } = await pending;
    const column = 9;
    const files = rowsOf(items, { column, descending: false }).map(({ attributes }) => attributes?.["data-file"]);
    expect(files[0]).toBe("巨鹿县科技局.xlsx");
    expect(files[1]).toBe("清河-高企名单.xlsx");
  });
});
