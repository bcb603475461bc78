package dev.winnow.planner.budget;

import dev.winnow.planner.budget.QuotaAnswer.Kind;
import dev.winnow.schemas.UsageReport;

/**
 * A planner partition as the quota manager knows it, for one recipe.
 *
 * @param unordered candidates leased to it that it has not reported as ordered or unused
 * @param inWork candidates that it ordered, and has not reported as judged
 * @param demand what it wants next
 */
record LeaseHolder(int unordered, int inWork, Demand demand) {
  static final LeaseHolder NONE = new LeaseHolder(0, 0, Demand.NONE);

  /**
   * A demand that no lease has answered.
   *
   * @param wanted candidates; 0 for no demand
   * @param least of these, what the next round needs
   * @param number of the demand: the lowest is answered first
   * @param told what the partition was told
   */
  record Demand(int wanted, int least, long number, Kind told) {
    static final Demand NONE = new Demand(0, 0, 0, Kind.NONE);
  }

  boolean isIdle() {
    return unordered == 0 && inWork == 0 && !wants();
  }

  boolean wants() {
    return demand.wanted() > 0;
  }

  /** Returns whether the partition takes part in sharing what is left. */
  boolean isActive() {
    return unordered > 0 || wants();
  }

  LeaseHolder given(int candidates) {
    // Cut rather than wrapped: what is not counted here cannot come back.
    int sum = (int) Math.min(Integer.MAX_VALUE, (long) unordered + candidates);
    return new LeaseHolder(sum, inWork, Demand.NONE);
  }

  LeaseHolder told(Kind kind) {
    Demand now = new Demand(demand.wanted(), demand.least(), demand.number(), kind);
    return new LeaseHolder(unordered, inWork, now);
  }

  /**
   * Wants so much now. A demand that stands keeps its place, and is answered anew: the partition
   * asks again only where it does not know an answer.
   */
  LeaseHolder demanding(int wanted, int least, long number) {
    long place = wants() ? demand.number() : number;
    return new LeaseHolder(unordered, inWork, new Demand(wanted, least, place, Kind.NONE));
  }

  /**
   * What a report says, cut to what was leased: no report can bring back more than was given.
   *
   * @param ordered candidates
   * @param judged candidates
   * @param unused candidates
   */
  record Used(int ordered, int judged, int unused) {}

  Used used(UsageReport report) {
    int ordered = Math.min(report.getOrdered(), unordered);
    int unused = Math.min(report.getUnused(), unordered - ordered);
    return new Used(ordered, (int) Math.min(report.getJudged(), (long) inWork + ordered), unused);
  }

  LeaseHolder minus(Used used) {
    return new LeaseHolder(
        unordered - used.ordered() - used.unused(),
        (int) Math.min(Integer.MAX_VALUE, (long) inWork + used.ordered() - used.judged()),
        demand);
  }
}
