import "@/ui/look";

import { createApp } from "vue";

import { askAs } from "@/api/client";
import { i18n, rememberedLanguage, setLanguage } from "@/words";
import Desk from "./Desk.vue";
import { router } from "./router";
import { resumeSession, session } from "./session";

setLanguage(rememberedLanguage());
askAs({
  language: () => i18n.global.locale.value,
  csrfToken: () => session.value?.csrf_token,
  onSignedOut: () => {
    if (!session.value) return;
    session.value = undefined;
    void router.push({ name: "sign-in", query: { next: router.currentRoute.value.fullPath, ended: "1" } });
  },
});

const desk = createApp(Desk).use(i18n);
await resumeSession().catch(() => {}); // a server that is away is told of where something is asked of it
desk.use(router);
await router.isReady();
desk.mount("#desk");
