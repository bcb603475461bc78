package dev.winnow.scorer.code;

/** How a server that runs programs speaks. */
public enum RunnerDialect {
  /** {@code POST /run_code} of ByteDance's SandboxFusion. */
  SANDBOX_FUSION,
  /** {@code POST /api/v2/execute} of Piston. */
  PISTON
}
