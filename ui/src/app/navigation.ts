import { shallowRef } from "vue";

export type View = "inbox" | "review" | "consolidated" | "export" | "registers" | "targets" | "facts" | "scheme";
export const VIEWS: readonly View[] = ["inbox", "review", "consolidated", "export", "registers", "targets", "facts", "scheme"];

/** Whose findings to show when the review opens; taken once. */
export type ReviewTarget = { unit: string };

const view = shallowRef<View>("inbox");
const reviewTarget = shallowRef<ReviewTarget | null>(null);

export const navigation = {
  view,
  reviewTarget,
  open(next: View): void {
    view.value = next;
  },
  openUnit(unit: string): void {
    reviewTarget.value = { unit };
    view.value = "review";
  },
};
