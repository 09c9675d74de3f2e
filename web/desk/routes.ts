import type { RouteRecordRaw } from "vue-router";

import type { Role } from "@/api/types";

export const menuGroups = ["desk", "office"] as const;

declare module "vue-router" {
  interface RouteMeta {
    /** The key of the page's name. */
    title: string;
    /** Where it stands in the menu; nowhere where it is reached from another page. */
    group?: (typeof menuGroups)[number];
    /** Who may open it; nobody named: everybody at the desk. */
    roles?: Role[];
    /** For whoever is not signed in. */
    open?: boolean;
    /** Stands alone, without the menu. */
    bare?: boolean;
  }
}

export const pages: RouteRecordRaw[] = [
  {
    path: "/sign-in", name: "sign-in", component: () => import("./pages/session/SignIn.vue"),
    meta: { title: "signIn.title", open: true, bare: true },
  },
  {
    path: "/welcome", name: "welcome", component: () => import("./pages/session/Welcome.vue"),
    meta: { title: "signIn.welcome.title", bare: true },
  },
  {
    path: "/", name: "home", component: () => import("./pages/home/Home.vue"),
    meta: { title: "desk.menu.home", group: "desk" },
  },
  {
    path: "/enterprises", component: () => import("./pages/enterprises/Enterprises.vue"),
    meta: { title: "enterprises.title", group: "desk" },
  },
  {
    path: "/enterprises/:uscc", component: () => import("./pages/enterprises/EnterpriseDetail.vue"), props: true,
    meta: { title: "enterprises.one" },
  },
  {
    path: "/applications", component: () => import("./pages/applications/Applications.vue"),
    meta: { title: "applications.title", group: "desk" },
  },
  {
    path: "/applications/:id(\\d+)", component: () => import("./pages/applications/ApplicationDetail.vue"), props: true,
    meta: { title: "applications.one" },
  },
  {
    path: "/tax-records", component: () => import("./pages/tax/TaxQueue.vue"),
    meta: { title: "tax.title" },
  },
  {
    path: "/cards", component: () => import("./pages/cards/Cards.vue"),
    meta: { title: "cards.title", group: "desk" },
  },
  {
    path: "/cards/:number", component: () => import("./pages/cards/CardDetail.vue"), props: true,
    meta: { title: "cards.one" },
  },
  {
    path: "/print", component: () => import("./pages/print/Printing.vue"),
    meta: { title: "print.title", group: "desk" },
  },
  {
    path: "/print/:id(\\d+)", component: () => import("./pages/print/BatchDetail.vue"), props: true,
    meta: { title: "print.one" },
  },
  {
    path: "/reviews", component: () => import("./pages/reviews/Reviews.vue"),
    meta: { title: "reviews.title", group: "desk" },
  },
  {
    path: "/reviews/:id(\\d+)", component: () => import("./pages/reviews/ReviewDetail.vue"), props: true,
    meta: { title: "reviews.one" },
  },
  {
    path: "/import", component: () => import("./pages/roster/Roster.vue"),
    meta: { title: "roster.title", group: "desk", roles: ["clerk"] },
  },
  {
    path: "/policy", component: () => import("./pages/policy/Policy.vue"),
    meta: { title: "policy.title", group: "office" },
  },
  {
    path: "/policy/draft", component: () => import("./pages/policy/PolicyDraft.vue"),
    meta: { title: "policy.draft" },
  },
  {
    path: "/partners", component: () => import("./pages/partners/Partners.vue"),
    meta: { title: "partners.title", group: "office", roles: ["administrator", "auditor"] },
  },
  {
    path: "/partners/:partner", component: () => import("./pages/partners/PartnerDetail.vue"), props: true,
    meta: { title: "partners.one", roles: ["administrator", "auditor"] },
  },
  {
    path: "/accounts", component: () => import("./pages/accounts/Accounts.vue"),
    meta: { title: "accounts.title", group: "office", roles: ["administrator", "auditor"] },
  },
  {
    path: "/alarms", component: () => import("./pages/alarms/Alarms.vue"),
    meta: { title: "alarms.title", group: "office", roles: ["administrator", "auditor"] },
  },
  {
    path: "/alarms/:id(\\d+)", component: () => import("./pages/alarms/AlarmDetail.vue"), props: true,
    meta: { title: "alarms.one", roles: ["administrator", "auditor"] },
  },
  {
    path: "/journal", component: () => import("./pages/journal/Journal.vue"),
    meta: { title: "journal.title", group: "office", roles: ["administrator", "auditor"] },
  },
  {
    path: "/account", component: () => import("./pages/account/Account.vue"),
    meta: { title: "account.title" },
  },
  {
    path: "/:rest(.*)*", name: "lost", component: () => import("./pages/Lost.vue"),
    meta: { title: "desk.lost.title" },
  },
];

/** Where `next` of the sign-in page leads: a place of the desk, whatever somebody wrote there. */
export function placeAfterSignIn(next: unknown): string {
  return typeof next === "string" && next.startsWith("/") && !next.startsWith("//") && !next.includes("\\") ? next : "/";
}
