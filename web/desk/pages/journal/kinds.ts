import { useI18n } from "vue-i18n";

/** The names of what stands in the journal; a kind without one is shown as it is called there. */
export function useKinds() {
  const { t, te } = useI18n();
  return {
    nameOf(kind: string): string {
      const key = `journal.kind.${kind.replace(".", "_")}`;
      return te(key) ? t(key) : kind;
    },
  };
}
