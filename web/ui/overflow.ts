import { onBeforeUnmount, onMounted, onUpdated, ref, type Ref } from "vue";

/** Whether something is wider than its place, so that the keyboard has to reach it to move it. */
export function useOverflow(place: Readonly<Ref<HTMLElement | null>>): Ref<boolean> {
  const over = ref(false);
  const look = () => { over.value = place.value !== null && place.value.scrollWidth > place.value.clientWidth; };
  const observer = new ResizeObserver(look);

  onMounted(() => {
    if (place.value) observer.observe(place.value);
  });
  onUpdated(look);
  onBeforeUnmount(() => observer.disconnect());
  return over;
}
