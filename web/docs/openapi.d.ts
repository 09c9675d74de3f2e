declare module "virtual:openapi" {
  import type { OpenApi } from "@/docs/document";

  const document: OpenApi;
  export default document;
}
