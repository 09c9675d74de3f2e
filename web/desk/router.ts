import { createRouter, createWebHistory } from "vue-router";

import { pages } from "./routes";
import { isSettled, may, session } from "./session";

export const router = createRouter({
  history: createWebHistory("/desk/"),
  routes: pages,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

// Whoever has not signed in does so first, and then goes where they were going; whoever has to set
// a password or a second factor does nothing before.
router.beforeEach((to) => {
  if (!session.value) {
    return to.meta.open ? true : { name: "sign-in", query: to.fullPath === "/" ? {} : { next: to.fullPath } };
  }
  if (!isSettled.value) return to.name === "welcome" ? true : { name: "welcome", query: to.query };
  if (may("counter") && to.path !== "/account") { // nothing else at the desk is for a partner's counter
    location.assign("/counter/");
    return false;
  }
  if (to.meta.open || to.name === "welcome") return "/";
  if (to.meta.roles && !may(...to.meta.roles)) return { name: "lost", params: { rest: to.path.slice(1).split("/") } };
  return true;
});
