declare module "virtual:declarations" {
  export const declarations: Readonly<Record<string, string>>;
}
