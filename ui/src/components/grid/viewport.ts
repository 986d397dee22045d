import { onBeforeUnmount, onMounted, shallowRef, type Ref, type ShallowRef } from "vue";

export type Viewport = { top: ShallowRef<number>; left: ShallowRef<number>; width: ShallowRef<number>; height: ShallowRef<number>; read: () => void };

/** Scroll position and size of an element, as reactive values. */
export function useViewport(element: Readonly<Ref<HTMLElement | null>>): Viewport {
  const top = shallowRef(0);
  const left = shallowRef(0);
  const width = shallowRef(0);
  const height = shallowRef(0);
  let observer: ResizeObserver | null = null;

  function read(): void {
    if (!element.value) return;
    top.value = element.value.scrollTop;
    left.value = element.value.scrollLeft;
    width.value = element.value.clientWidth;
    height.value = element.value.clientHeight;
  }

  onMounted(() => {
    read();
    observer = new ResizeObserver(read);
    if (element.value) observer.observe(element.value);
  });
  onBeforeUnmount(() => observer?.disconnect());

  return { top, left, width, height, read };
}

/** How far to scroll so that [from, to) lies within the part of the view that nothing sticky covers. */
export function scrollToShow(from: number, to: number, scroll: number, size: number, covered: number): number {
  if (from < scroll + covered) return Math.max(0, from - covered);
  if (to > scroll + size) return to - size;
  return scroll;
}
