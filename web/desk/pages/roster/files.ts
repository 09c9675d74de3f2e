import { answerOf, client } from "@/api/client";
import type { RosterReport } from "@/api/types";

const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

function asBody(file: File) {
  const type = file.name.toLowerCase().endsWith(".xlsx") ? workbook : "text/csv";
  return { body: file as never, bodySerializer: (body: unknown) => body as File, headers: { "Content-Type": type } };
}

/** What the file says, row by row; with `apply` it is done. */
export async function sendRoster(file: File, how: { apply: boolean; rows: "all" | "good" }): Promise<RosterReport> {
  return answerOf(client.POST("/v1/roster-imports", { params: { query: how }, ...asBody(file) })) as Promise<RosterReport>;
}

/** The same report as a file for Excel, to be corrected and sent again. */
export async function reportFile(file: File, rows: "all" | "good"): Promise<Blob> {
  const { headers, ...rest } = asBody(file);
  return answerOf(client.POST("/v1/roster-imports", {
    params: { query: { apply: false, rows } }, ...rest, headers: { ...headers, Accept: "text/csv" }, parseAs: "blob" })) as Promise<Blob>;
}

export async function templateFile(kind: "enterprises" | "people"): Promise<Blob> {
  return answerOf(client.GET("/v1/roster-templates/{kind}", {
    params: { path: { kind } }, headers: { Accept: workbook }, parseAs: "blob" })) as Promise<Blob>;
}
