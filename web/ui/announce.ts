import { ElMessage } from "element-plus";

/** A short word that something went well; it goes by itself. */
export function announce(message: string): void {
  ElMessage({ message, type: "success", duration: 4000 });
}
