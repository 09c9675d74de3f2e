// A small county made through the API: four people of the desk, partners, and cards, each along the
// whole way from enterprise to issue.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";

import { residentId, uscc } from "./synthetic.mjs";

const names = ["张三", "李四光", "欧阳明月", "司马·伊川", "䶮𬱖"];
let people = 0;
let enterprises = 100;

/** Civil day in Asia/Shanghai, so many days from today. */
export function day(offset = 0) {
  return new Date(Date.now() + (8 * 3600 + offset * 86400) * 1000).toISOString().slice(0, 10);
}

/** The password of everybody who was hired. */
export const ownPassword = "a rather long pass phrase";

export class Desk {
  /** The people: clerk (drafts), checker (a clerk), approver, auditor, administrator. `suffix` sets
      their names apart from others of the same server. */
  static async open(server, suffix = "") {
    const desk = new Desk();
    desk.administrator = server.administrator;
    for (const [name, role] of [["clerk", "clerk"], ["checker", "clerk"], ["approver", "approver"],
      ["auditor", "auditor"]]) {
      desk[name] = await desk.hire(server, name + suffix, role);
    }
    return desk;
  }

  /** The people of the demonstration county. */
  static async ofCounty(server) {
    const desk = new Desk();
    desk.administrator = server.administrator;
    for (const [name, account] of [["clerk", "clerk-1"], ["checker", "clerk-2"],
      ["approver", "approver"], ["auditor", "auditor"]]) {
      const token = await readFile(path.join(server.data, "demo/tokens", account), "utf8");
      desk[name] = server.client(token.trim());
    }
    return desk;
  }

  /** The client of a new account, by a token that its owner made. */
  async hire(server, name, role) {
    const { password } = await this.administrator.post("/v1/actors", { name, role }, 201);
    const owner = server.client();
    await owner.moveIn(name, password, ownPassword);
    const { secret } = await owner.post("/v1/me/tokens", { label: "test", scope: "write", days: 30 }, 201);
    assert.match(secret, /^sca_/);
    return server.client(secret);
  }

  /** An enterprise that may have cards, by its USCC. */
  async enterprise() {
    enterprises += 1;
    const code = uscc(enterprises);
    await this.clerk.post("/v1/enterprises",
      { uscc: code, name: `伊川示例${enterprises}号耐材有限公司（虚构）`, credit_status: "good" }, 201);
    await this.clerk.post(`/v1/enterprises/${code}/designations`,
      { kind: "high_growth", from: day(-400), source: "示范文件（虚构）" }, 201);
    return code;
  }

  /** A person of that enterprise, with `last4` of the resident ID beside what the API tells. */
  async person(enterprise) {
    people += 1;
    const id = residentId("19850615", people);
    const made = await this.clerk.post("/v1/people", {
      enterprise, name: names[people % names.length], resident_id: id, phone: "16100000001",
      role: people % 2 ? "principal" : "talent" }, 201);
    return { ...made, last4: id.slice(-4) };
  }

  /** An application that was drafted and handed in. */
  async submitted(person) {
    const { id } = await this.clerk.post("/v1/applications",
      { person: person.id, note: "", evidence: ["劳动合同（虚构）"] }, 201);
    await this.clerk.post(`/v1/applications/${id}/submit`);
    return id;
  }

  /** An application that two people have looked at. */
  async approved(person) {
    const id = await this.submitted(person);
    await this.checker.post(`/v1/applications/${id}/check`);
    await this.approver.post(`/v1/applications/${id}/approve`);
    return id;
  }

  async issue(applications) {
    const { results } = await this.approver.post("/v1/applications/issue", { applications });
    return results;
  }

  /** A card that was just issued: {number, person, enterprise, last4}. */
  async card(enterprise) {
    const company = enterprise ?? await this.enterprise();
    const person = await this.person(company);
    const application = await this.approved(person);
    const [result] = await this.issue([application]);
    assert.ok(result.ok, JSON.stringify(result));
    return { number: result.card, person, enterprise: company, last4: person.last4, application };
  }

  /** The client of a new partner with an API key. */
  async partner(id, sector, more = {}) {
    await this.administrator.post("/v1/partners", { id, name: `示例${id}（虚构）`, sector,
      contract_from: day(-30), contract_until: day(300), ...more }, 201);
    const { secret } = await this.administrator.post(`/v1/partners/${id}/keys`, undefined, 201);
    assert.match(secret, /^scp_/);
    return this.administrator.as(secret);
  }

  async walletToken(number) {
    return (await this.clerk.get(`/v1/cards/${number}/wallet-token`)).text;
  }

  async printedToken(number) {
    return (await this.clerk.get(`/v1/cards/${number}/printed-token`)).text.trim();
  }
}
