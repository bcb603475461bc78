package dev.winnow.planner.strategy;

/** Decides the next round of a prompt. Pure: the same counts give the same decision. */
@FunctionalInterface
public interface Strategy {
  /** What to do when every candidate ordered so far has its verdict. */
  Decision decide(Counts counts);
}
