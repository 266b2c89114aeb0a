import { type Kind, namesOf, type PublicName, publicNames } from "@flambeau/checks/public";
import { packages } from "@flambeau/checks/workspace";
import ts from "typescript";
import { type Comment, commentOf } from "./comment.js";
import { headerOf, signaturesOf } from "./signature.js";

/** A public name and all that its page says. */
export interface Entry {
  /** As a user writes it after the package: `linalg.cross`. */
  readonly name: string;
  readonly kind: Kind;
  readonly package: string;
  /** The page's path from the root of the site. */
  readonly url: string;
  readonly comment: Comment;
  /** As they stand in the source. */
  readonly signatures: readonly string[];
  /** Of a class or an interface. */
  readonly members: readonly MemberEntry[];
  /** Of a class: what it extends, to be linked. */
  readonly base: string | undefined;
  /** Where it is declared, from the root of the repository. */
  readonly source: string;
}

export interface MemberEntry {
  readonly name: string;
  readonly signatures: readonly string[];
  readonly comment: Comment;
  /** Whether it is a function that is also a method. */
  readonly isLent: boolean;
}

/** A package or a namespace in it, and where each of its names is told; a name that another package declares is told there. */
export interface Room {
  readonly name: string;
  readonly package: string;
  readonly url: string;
  readonly names: readonly { name: string; entry: Entry }[];
}

/** Every public name of every package. */
export function readReference(program: ts.Program): { rooms: Room[]; entries: Entry[] } {
  const checker = program.getTypeChecker();
  const told = new Map<ts.Symbol, Entry>();
  const rooms: Room[] = [];

  const visit = (owner: string, path: string, names: PublicName[]) => {
    const folder = `api/${owner.replace("@flambeau/", "")}`;
    const room = { name: path, package: owner };
    const inside: PublicName[] = [];
    const listed = names.flatMap((found) => {
      if (found.kind === "namespace") {
        inside.push(found);
        return [];
      }
      const name = path === "" ? found.name : `${path}.${found.name}`;
      let entry = told.get(found.symbol);
      if (!entry) {
        entry = entryOf(found.symbol, found.kind, { name, package: owner, folder }, checker);
        told.set(found.symbol, entry);
      }
      return [{ name: found.name, entry }];
    });
    rooms.push({ ...room, url: `${folder}/${path === "" ? "index" : `namespace-${path}`}.html`, names: listed });
    for (const { name, symbol } of inside) {
      visit(owner, path === "" ? name : `${path}.${name}`, namesOf(symbol, checker));
    }
  };

  const order = ["core", "nn", "losses", "optim", "data", "io"];
  const rank = (folder: string): number =>
    (order.indexOf(folder.split("/")[1]!) + order.length + 1) % (order.length + 1);
  for (const member of packages().sort((a, b) => rank(a.folder) - rank(b.folder))) {
    visit(member.manifest.name, "", publicNames(program, member));
  }
  return { rooms, entries: [...told.values()] };
}

function entryOf(
  symbol: ts.Symbol,
  kind: Kind,
  place: { name: string; package: string; folder: string },
  checker: ts.TypeChecker,
): Entry {
  const declaration = symbol.declarations![0]!;
  const file = declaration.getSourceFile();
  const isShape = kind === "class" || ts.isInterfaceDeclaration(declaration);
  return {
    name: place.name,
    kind,
    package: place.package,
    url: `${place.folder}/${kind === "class" || kind === "type" ? `${kind}-` : ""}${place.name}.html`,
    comment: commentOf(symbol, checker),
    signatures: isShape ? [headerOf(declaration)] : signaturesOf(symbol, checker, place.name.split(".").at(-1)),
    members: isShape ? membersOf(symbol, checker) : [],
    base: kind === "class" ? baseOf(declaration as ts.ClassDeclaration) : undefined,
    source: file.fileName.slice(file.fileName.indexOf("packages/")),
  };
}

/** The members a class declares, and those that files of methods add to it; what it inherits from a class is told there. */
function membersOf(symbol: ts.Symbol, checker: ts.TypeChecker): MemberEntry[] {
  const type = checker.getDeclaredTypeOfSymbol(symbol) as ts.InterfaceType;
  const fromClasses = new Set(
    checker
      .getBaseTypes(type)
      .filter(({ symbol }) => symbol !== undefined && symbol.flags & ts.SymbolFlags.Class)
      .flatMap((base) => checker.getPropertiesOfType(base).map(({ name }) => name)),
  );
  const own = symbol.members ?? new Map();
  const isShown = ({ name, declarations = [] }: ts.Symbol): boolean =>
    name !== "prototype" &&
    !name.startsWith("__#") &&
    !declarations.some((declaration) => isPrivate(declaration) || isBuiltIn(declaration)) &&
    (own.has(name as never) || !fromClasses.has(name));
  const named = (member: ts.Symbol): MemberEntry => ({
    name: member.name.startsWith("__@") ? `[Symbol.${member.name.slice(3).split("@")[0]}]` : member.name,
    signatures: signaturesOf(member, checker),
    comment: commentOf(member, checker),
    isLent: !own.has(member.name as never) && !member.declarations?.some(ts.isMethodSignature),
  });
  const constructor = symbol.members?.get(ts.InternalSymbolName.Constructor);
  const statics = [...(symbol.exports?.values() ?? [])].filter(({ flags }) => flags & ts.SymbolFlags.ClassMember);
  return [
    ...(constructor ? [{ ...named(constructor), name: "constructor" }] : []),
    ...statics.filter(isShown).map(named),
    ...checker.getPropertiesOfType(type).filter(isShown).map(named),
  ];
}

/** Of the language or the platform. */
function isBuiltIn(declaration: ts.Declaration): boolean {
  return declaration.getSourceFile().isDeclarationFile;
}

function isPrivate(declaration: ts.Declaration): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (ts.getCombinedModifierFlags(declaration) & hidden) !== 0;
}

function baseOf({ heritageClauses }: ts.ClassDeclaration): string | undefined {
  const clause = heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return clause?.types[0]?.expression.getText();
}
