import { ref } from "vue";

/** Whether the camera looks for cards while the counter waits for one. */
export const cameraIsOn = ref(false);

/** What the camera found last: the card may still lie before it. */
export const lastFound = ref("");

export function switchCamera(on: boolean): void {
  cameraIsOn.value = on;
  lastFound.value = "";
}
