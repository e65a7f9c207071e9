// Lines as Windows ends them.
struct A {
  // above
  1: i32 a, // behind
  /* block
   * of two */
  2: string b = "x"
}
