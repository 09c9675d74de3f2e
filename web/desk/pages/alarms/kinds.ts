import { useI18n } from "vue-i18n";

/** What alarms are called; a kind without a name is shown as it is called in the log. */
export function useAlarmKinds() {
  const { t, te } = useI18n();
  return { nameOf: (kind: string): string => (te(`alarms.kind.${kind}`) ? t(`alarms.kind.${kind}`) : kind) };
}
