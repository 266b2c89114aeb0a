/** Python expressions and statements, as far as the programs of the cases use them. */
export type Expression =
  | { readonly type: "constant"; readonly value: unknown }
  | { readonly type: "name"; readonly name: string }
  | { readonly type: "tuple" | "list"; readonly items: readonly Expression[] }
  | { readonly type: "dict"; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly type: "attribute"; readonly value: Expression; readonly name: string }
  | { readonly type: "subscript"; readonly value: Expression; readonly index: Expression }
  | { readonly type: "slice"; readonly parts: readonly (Expression | null)[] }
  | { readonly type: "call"; readonly callee: Expression; readonly args: readonly Argument[] }
  | { readonly type: "unary" | "not"; readonly operator: string; readonly operand: Expression }
  | { readonly type: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly type: "compare"; readonly first: Expression; readonly rest: readonly (readonly [string, Expression])[] }
  | { readonly type: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | { readonly type: "choice"; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly type: "lambda"; readonly parameters: readonly string[]; readonly body: Expression }
  | {
      readonly type: "comprehension";
      readonly item: Expression;
      readonly target: Expression;
      readonly source: Expression;
      readonly test: Expression | null;
    };

/** One argument of a call: positional, by keyword, or `*unpacked`. */
export interface Argument {
  readonly keyword: string | null;
  readonly star: boolean;
  readonly value: Expression;
}

export type Statement =
  | { readonly type: "expression"; readonly value: Expression }
  | { readonly type: "assign"; readonly targets: readonly Expression[]; readonly value: Expression }
  | { readonly type: "augmented"; readonly target: Expression; readonly operator: string; readonly value: Expression }
  | { readonly type: "if"; readonly test: Expression; readonly body: readonly Statement[] }
  | { readonly type: "with"; readonly context: Expression; readonly body: readonly Statement[] }
  | {
      readonly type: "for";
      readonly target: Expression;
      readonly source: Expression;
      readonly body: readonly Statement[];
    }
  | { readonly type: "delete"; readonly target: Expression }
  | { readonly type: "nothing" };
