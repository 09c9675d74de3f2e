import { ref } from "vue";

/** Whether the camera looks for cards while the counter waits for one. */
export const cameraIsOn = ref(false);
