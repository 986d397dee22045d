import { flushPromises, mount } from "@vue/test-utils";
import { vi } from "vitest";
import { session } from "../src/app/session";
import { inbox } from "../src/features/inbox/inbox";
import InboxView from "../src/features/inbox/InboxView.vue";
import { ledgerFor } from "../src/ipc/mock/units";

/** Lets all that waits for the (false) clock or for an answer happen. */
export const settle = async () => {
  await vi.advanceTimersByTimeAsync(3000);
  await flushPromises();
};

/** The inbox of a ledger opened anew, with a folder brought in. */
export async function openedInbox() {
  session.close();
  await settle();
  session.opened(ledgerFor(""), "2021Q1");
  const view = mount(InboxView, { attachTo: document.body });
  await settle();
  void inbox.scan(["D:\\来件"]);
  await settle();
  return view;
}
